package dev.bartizan.sources.filterlog;

import dev.bartizan.core.event.Decoded;
import dev.bartizan.core.event.Flag;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.event.Raw;
import dev.bartizan.core.pipeline.Line;
import dev.bartizan.core.pipeline.LineDecoder;
import dev.bartizan.core.pipeline.MalformedInput;
import java.time.InstantSource;
import java.time.ZoneId;

/**
 * Makes a {@link dev.bartizan.core.event.PacketLogged} of a line of filterlog (OPNsense, pfSense),
 * bare or behind any of the syslog heads these systems write; lines of other programs are ignored.
 * Keeps caches of bounded size; one instance serves one thread.
 */
public final class FilterlogDecoder implements LineDecoder {
  private static final Decoded.Ignored EMPTY = new Decoded.Ignored("empty line");
  private static final Decoded.Ignored OTHER = new Decoded.Ignored("another program's line");

  private final boolean keepRaw;
  private final Stamps stamps;
  private final SyslogHead head;
  private final PacketLine packets;

  /**
   * A decoder.
   *
   * @param keepRaw whether events carry a copy of the line
   * @param clock resolves times without a year, and stands in where a line has no time
   * @param zone of times that do not name theirs
   */
  public FilterlogDecoder(Origin origin, boolean keepRaw, InstantSource clock, ZoneId zone) {
    this.keepRaw = keepRaw;
    this.stamps = new Stamps(clock, zone);
    this.head = new SyslogHead(stamps);
    this.packets = new PacketLine(origin);
  }

  @Override
  public Decoded decode(Line line) throws MalformedInput {
    byte[] b = line.bytes();
    int end = trimmed(b, line.offset(), line.offset() + line.length());
    if (end == line.offset()) {
      return EMPTY;
    }
    if (!head.read(b, line.offset(), end)) {
      return OTHER;
    }
    boolean timed = head.time >= 0;
    int flags = (timed ? 0 : Flag.UNTIMED.bit()) | (line.cut() ? Flag.CUT.bit() : 0);
    var raw = keepRaw ? Raw.line(b, line.offset(), line.length()) : null;
    return packets.decode(b, head.body, end, timed ? head.time : stamps.now(), flags, raw);
  }

  private static int trimmed(byte[] b, int from, int to) {
    int end = to;
    while (end > from && (b[end - 1] == ' ' || b[end - 1] == '\r' || b[end - 1] == '\n')) {
      end--;
    }
    return end;
  }
}
