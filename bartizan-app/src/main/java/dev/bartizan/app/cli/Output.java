package dev.bartizan.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Buffered lines of UTF-8 on standard output. Used by one thread. */
final class Output {
  /** Whoever read our output has gone: time to end quietly. */
  static final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1;

    Gone() {
      super(null, null, false, false);
    }
  }

  private final OutputStream out;
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
  private final CharsetEncoder encoder =
      StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE);

  Output(OutputStream out) {
    this.out = out;
  }

  void line(CharSequence text) {
    text(text);
    text("\n");
  }

  void text(CharSequence text) {
    encoder.reset();
    var chars = CharBuffer.wrap(text);
    while (encoder.encode(chars, bytes, true).isOverflow()) {
      flush();
    }
  }

  void bytes(byte[] data) {
    flush();
    try {
      out.write(data);
    } catch (IOException _) {
      throw new Gone();
    }
  }

  void flush() {
    try {
      out.write(bytes.array(), 0, bytes.position());
      out.flush();
    } catch (IOException _) {
      throw new Gone();
    }
    bytes.clear();
  }
}
