package dev.bartizan.sources.ulogd;

import dev.bartizan.core.event.Counters;
import dev.bartizan.core.event.Rule;
import dev.bartizan.core.event.Span;
import dev.bartizan.core.event.StateChanged.Change;
import dev.bartizan.core.event.StateChanged.State;
import dev.bartizan.core.event.StateChanged.Translation;
import dev.bartizan.core.net.Endpoint;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.sources.json.Members;
import dev.bartizan.sources.json.Numbers;

/** What StateChanged holds beside its head, out of the keys of ulogd's NFCT. */
final class Connections {
  private static final int NEW = 1;
  private static final int UPDATE = 2;
  private static final int DESTROY = 4;

  private Connections() {}

  static State state(Members keys) throws MalformedInput {
    var change =
        switch (keys.small(Key.CT_EVENT, 255)) {
          case NEW -> Change.CREATED;
          case UPDATE -> Change.UPDATED;
          case DESTROY -> Change.DELETED;
          default -> throw new MalformedInput("ct.event is none of 1, 2 and 4");
        };
    return new State(change, keys.label(Key.CT_ID), null, Rule.UNKNOWN);
  }

  /** The reply's tuple turned round: what the other side sees. */
  static Translation translation(Members keys) {
    var src = new Endpoint(keys.address(Key.REPLY_DADDR), keys.small(Key.REPLY_DPORT, 65535));
    var dst = new Endpoint(keys.address(Key.REPLY_SADDR), keys.small(Key.REPLY_SPORT, 65535));
    return src.ip() == null && dst.ip() == null ? Translation.UNKNOWN : new Translation(src, dst);
  }

  /**
   * Unknown when the original direction has no packet: then the kernel does not count
   * (nf_conntrack_acct is 0), for the first packet is what makes a connection.
   */
  static Counters counters(Members keys) {
    long srcPackets = keys.whole(Key.ORIG_PACKETS, Numbers.HIGHEST);
    long srcBytes = keys.whole(Key.ORIG_BYTES, Numbers.HIGHEST);
    long dstPackets = keys.whole(Key.REPLY_PACKETS, Numbers.HIGHEST);
    long dstBytes = keys.whole(Key.REPLY_BYTES, Numbers.HIGHEST);
    return srcPackets <= 0
        ? Counters.UNKNOWN
        : new Counters(srcPackets, srcBytes, dstPackets, dstBytes);
  }

  static Span span(Members keys) {
    long start = UlogdDecoder.time(keys, Key.START_SEC, Key.START_USEC);
    long end = UlogdDecoder.time(keys, Key.END_SEC, Key.END_USEC);
    return start < 0 && end < 0 ? Span.UNKNOWN : new Span(start, end);
  }
}
