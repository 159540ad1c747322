package dev.bartizan.sources.filterlog;

import dev.bartizan.core.pipeline.MalformedInput;

/**
 * What stands before filterlog's own text in a line: nothing; or a priority, and the BSD form (RFC
 * 3164) with or without a host name, or RFC 5424, or the program alone. One per thread.
 */
final class SyslogHead {
  private static final String PROGRAM = "filterlog";

  private final Stamps stamps;
  private final Text word = new Text();

  /** Microseconds since the epoch, or -1 when the line has no time. */
  long time;

  /** Where filterlog's text begins. */
  int body;

  SyslogHead(Stamps stamps) {
    this.stamps = stamps;
  }

  /** Reads the head; false when the line is another program's. */
  boolean read(byte[] b, int from, int end) throws MalformedInput {
    time = -1;
    int at = priority(b, from, end);
    if (isBare(b, at, end)) {
      body = at;
      return true;
    }
    if (Stamps.isBsd(b, at, end)) {
      time = stamps.bsd(b, at);
      return tagged(b, at + Stamps.BSD, end);
    }
    if (Stamps.isIso(b, at, end)) {
      int space = word(b, at, end);
      time = stamps.iso(b, at, space);
      return tagged(b, space, end);
    }
    if (at + 1 < end && b[at] == '1' && b[at + 1] == ' ') {
      return structured(b, at + 2, end);
    }
    return untimed(b, at, end);
  }

  private static int priority(byte[] b, int from, int end) throws MalformedInput {
    if (b[from] != '<') {
      return from;
    }
    for (int i = from + 1; i < end && i < from + 5; i++) {
      if (b[i] == '>') {
        return i + 1;
      }
    }
    throw new MalformedInput("priority without its end");
  }

  /** Digits or nothing, then a comma. */
  private static boolean isBare(byte[] b, int from, int end) {
    int at = from;
    while (at < end && b[at] >= '0' && b[at] <= '9') {
      at++;
    }
    return at < end && b[at] == ',';
  }

  private boolean untimed(byte[] b, int from, int end) throws MalformedInput {
    int space = word(b, from, end);
    if (!isProgram(b, from, space)) {
      throw new MalformedInput("neither a syslog line nor filterlog's own");
    }
    body = Math.min(space + 1, end);
    return true;
  }

  /** The program, after a host name or at once. */
  private boolean tagged(byte[] b, int space, int end) {
    int first = Math.min(space + 1, end);
    int after = word(b, first, end);
    if (!isProgram(b, first, after)) {
      first = Math.min(after + 1, end);
      after = word(b, first, end);
      if (!isProgram(b, first, after)) {
        return false;
      }
    }
    body = Math.min(after + 1, end);
    return true;
  }

  /** RFC 5424 after its version: time, host, program, process, message id, data, text. */
  private boolean structured(byte[] b, int from, int end) throws MalformedInput {
    int at = word(b, from, end);
    if (Stamps.isIso(b, from, at)) {
      time = stamps.iso(b, from, at);
    } else if (at - from != 1 || b[from] != '-') {
      throw new MalformedInput("RFC 5424 line without a time");
    }
    int host = word(b, at + 1, end);
    int program = word(b, host + 1, end);
    if (program >= end) {
      throw new MalformedInput("RFC 5424 line without a message");
    }
    if (!isProgram(b, host + 1, program)) {
      return false;
    }
    int process = word(b, program + 1, end);
    int id = word(b, process + 1, end);
    body = text(b, data(b, Math.min(id + 1, end), end), end);
    return true;
  }

  /** Where structured data end. */
  private static int data(byte[] b, int from, int end) throws MalformedInput {
    if (from < end && b[from] == '-') {
      return from + 1;
    }
    int at = from;
    boolean quoted = false;
    boolean inside = false;
    while (at < end && (inside || b[at] == '[')) {
      byte c = b[at];
      if (quoted && c == '\\') {
        at++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '[' || c == ']')) {
        inside = c == '[';
      }
      at++;
    }
    if (at == from || inside || at > end) {
      throw new MalformedInput("RFC 5424 line without structured data");
    }
    return at;
  }

  /** Where the text begins after structured data: behind a space and a byte order mark. */
  private static int text(byte[] b, int from, int end) {
    int at = Math.min(from + 1, end);
    boolean mark =
        end - at >= 3
            && b[at] == (byte) 0xef
            && b[at + 1] == (byte) 0xbb
            && b[at + 2] == (byte) 0xbf;
    return mark ? at + 3 : at;
  }

  /** {@code filterlog}, with a process number and a colon or without. */
  private boolean isProgram(byte[] b, int from, int to) {
    int end = from;
    while (end < to && b[end] != '[' && b[end] != ':') {
      end++;
    }
    return word.over(b, from, end).is(PROGRAM);
  }

  /** Where the word at {@code from} ends. */
  private static int word(byte[] b, int from, int end) {
    int at = Math.min(from, end);
    while (at < end && b[at] != ' ') {
      at++;
    }
    return at;
  }
}
