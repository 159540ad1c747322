package dev.bartizan.bench.torture;

import dev.bartizan.core.event.Decoded;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.Extra;
import dev.bartizan.core.event.Head;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.event.Passage;
import dev.bartizan.core.event.RequestServed;
import dev.bartizan.core.net.Endpoint;
import dev.bartizan.core.pipeline.Line;
import dev.bartizan.core.pipeline.LineDecoder;
import dev.bartizan.core.pipeline.MalformedInput;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.zip.CRC32C;

/** Lines that carry a number and show whether they are whole: number, padding, checksum. */
final class NumberedLine implements LineDecoder {
  private static final Origin ORIGIN = new Origin("torture", "log");

  /** A whole line with its line end; a bad one is refused by {@link #decode}. */
  static String text(long number, int padding, boolean bad) {
    var body = (bad ? "!" : "") + number + " " + "x".repeat(padding) + " ";
    return body + checksum(body) + "\n";
  }

  private static String checksum(String body) {
    var crc = new CRC32C();
    crc.update(body.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return Long.toHexString(crc.getValue());
  }

  /** The number of a whole line, negative when it is a bad one; 0 for anything else. */
  static long number(String line) {
    int body = line.lastIndexOf(' ') + 1;
    if (body < 3 || !checksum(line.substring(0, body)).equals(line.substring(body))) {
      return 0;
    }
    boolean bad = line.startsWith("!");
    long number = Long.parseLong(line.substring(bad ? 1 : 0, line.indexOf(' ')));
    return bad ? -number : number;
  }

  /** The number of an event that a line became. */
  static long number(Event event) {
    var path = event instanceof RequestServed served ? served.request().path() : null;
    return path == null ? 0 : Long.parseLong(path.substring(1));
  }

  private static long now() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  @Override
  public Decoded decode(Line line) throws MalformedInput {
    long number = number(line.text());
    if (number <= 0) {
      throw new MalformedInput(number < 0 ? "a bad line" : "not a whole line");
    }
    var head =
        new Head(now(), ORIGIN, Endpoint.NONE, Endpoint.NONE, -1, Passage.UNKNOWN, Extra.NONE);
    return new RequestServed(
        head,
        new RequestServed.Request("GET", null, "/" + number, null, null),
        new RequestServed.Response(200, line.length(), -1),
        RequestServed.Client.UNKNOWN);
  }
}
