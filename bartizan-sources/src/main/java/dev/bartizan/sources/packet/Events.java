package dev.bartizan.sources.packet;

import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.Extra;
import dev.bartizan.core.event.Flag;
import dev.bartizan.core.event.Head;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.event.PacketLogged;
import dev.bartizan.core.event.PacketLogged.Ip;
import dev.bartizan.core.event.Raw;
import dev.bartizan.core.event.Transport;
import dev.bartizan.core.net.Endpoint;
import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes the event once all layers are read. For one thread. */
final class Events {
  private final Origin origin;
  private final boolean keepRaw;
  private final InstantSource clock;
  private final Endpoints endpoints = new Endpoints();
  private String lastMembers = "";
  private String lastDetail = "";

  Events(Origin origin, boolean keepRaw, InstantSource clock) {
    this.origin = origin;
    this.keepRaw = keepRaw;
    this.clock = clock;
  }

  PacketLogged make(Below below, Ip ip, Transport transport) {
    var src = Endpoint.NONE;
    var dst = Endpoint.NONE;
    if (below.addressed) {
      src = endpoints.get(below.srcHigh, below.srcLow, below.srcPort);
      dst = endpoints.get(below.dstHigh, below.dstLow, below.dstPort);
    }
    var originalSrc = below.originalSrc;
    var originalDst = below.originalDst;
    if (originalSrc != null && originalDst != null) {
      translated(below, src, dst);
      boolean ports = src.port() >= 0;
      src = ports ? originalSrc : Endpoint.of(originalSrc.ip());
      dst = ports ? originalDst : Endpoint.of(originalDst.ip());
    }
    long time = time(below);
    var extra = Extra.of(below.flags, detail(below.detail), keepRaw ? raw(below) : null);
    var head = new Head(time, origin, src, dst, below.protocol, below.passage, extra);
    return new PacketLogged(head, below.rule, ip, transport, below.link);
  }

  private static Raw raw(Below below) {
    int end = below.offset + below.length;
    return new Raw(
        below.linkType,
        Math.max(below.length, below.originalLength),
        Arrays.copyOfRange(below.bytes, below.offset, end));
  }

  private long time(Below below) {
    if (below.time >= 0) {
      return below.time;
    }
    below.flags |= Flag.UNTIMED.bit();
    var now = clock.instant();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
  }

  /** The object around the members; made once for members that come again and again. */
  @SuppressWarnings("ReferenceEquality")
  private @Nullable String detail(@Nullable String members) {
    if (members == null) {
      return null;
    }
    if (members != lastMembers) {
      lastMembers = members;
      lastDetail = "{" + members + "}";
    }
    return lastDetail;
  }

  private static void translated(Below below, Endpoint src, Endpoint dst) {
    var members = new StringBuilder("\"nat\":{");
    side(members, "src", src);
    members.append(',');
    side(members, "dst", dst);
    below.detail(members.append('}').toString());
  }

  private static void side(StringBuilder members, String name, Endpoint side) {
    members.append('"').append(name).append(".ip\":");
    EventJson.quote(members, String.valueOf(side.ip()));
    if (side.port() >= 0) {
      members.append(",\"").append(name).append(".port\":").append(side.port());
    }
  }
}
