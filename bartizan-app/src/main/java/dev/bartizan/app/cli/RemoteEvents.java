package dev.bartizan.app.cli;

import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.core.pipeline.Line;
import dev.bartizan.core.pipeline.LineDecoder;
import dev.bartizan.core.pipeline.MalformedInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Events that the daemon writes as ndjson; each line begins with the event's number. */
final class RemoteEvents {
  private static final byte[] ID = "{\"id\":".getBytes(StandardCharsets.US_ASCII);

  private final InputStream in;
  private final LineDecoder decoder;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);

  RemoteEvents(InputStream in, LineDecoder decoder) {
    this.in = in;
    this.decoder = decoder;
  }

  /** The next event; blocks until there is one. Null at the end. */
  @Nullable StoredEvent next() throws IOException {
    while (true) {
      line.reset();
      int c = in.read();
      while (c >= 0 && c != '\n') {
        line.write(c);
        c = in.read();
      }
      var event = line.size() == 0 ? null : decoded(line.toByteArray());
      if (event != null || c < 0) {
        return event;
      }
    }
  }

  private @Nullable StoredEvent decoded(byte[] bytes) throws IOException {
    try {
      return decoder.decode(new Line(bytes, 0, bytes.length, false)) instanceof Event event
          ? new StoredEvent(id(bytes), event)
          : null;
    } catch (MalformedInput e) {
      throw new IOException("the daemon sent what is no event: " + e.getMessage(), e);
    }
  }

  private static long id(byte[] bytes) {
    long id = 0;
    for (int i = ID.length; i < bytes.length && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
      id = id * 10 + bytes[i] - '0';
    }
    return bytes.length > ID.length && java.util.Arrays.mismatch(ID, bytes) == ID.length ? id : 0;
  }
}
