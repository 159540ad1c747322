package dev.bartizan.sources.packet;

import dev.bartizan.core.event.PacketLogged.Link;
import dev.bartizan.core.event.Passage;
import dev.bartizan.core.event.Rule;
import dev.bartizan.core.net.Endpoint;
import dev.bartizan.core.net.IpProtocol;
import org.jspecify.annotations.Nullable;

/**
 * What is known so far of the frame in hand; one per decoder, filled anew for each frame.
 * References are written only when they change: writing one into an old object is dear.
 */
final class Below {
  byte[] bytes = new byte[0];
  int linkType;
  int offset;
  int length;
  int originalLength;

  /** Where the part begins that is read next: IP, once the link layer is done. */
  int at;

  /** Where the captured bytes end. */
  int end;

  /** How many bytes of the frame were not captured. */
  int missing;

  long time;
  Passage passage = Passage.UNKNOWN;
  Rule rule = Rule.UNKNOWN;
  Link link = Link.UNKNOWN;

  /** Members of the detail object, without its braces. */
  @Nullable String detail;

  /** Whether a firewall vouches for the frame: it is an event even when nothing of IP is there. */
  boolean logged;

  /** The addresses before translation, where the firewall says so; else null. */
  @Nullable Endpoint originalSrc;

  @Nullable Endpoint originalDst;

  /** Of the IP header, whose addresses are 128 bits as in {@link dev.bartizan.core.net.Address}. */
  int protocol;

  boolean addressed;
  long srcHigh;
  long srcLow;
  long dstHigh;
  long dstLow;

  /** Ports, or -1. */
  int srcPort;

  int dstPort;

  /** Set of {@link dev.bartizan.core.event.Flag}. */
  int flags;

  @SuppressWarnings("ReferenceEquality")
  void start(int type, long micros, byte[] buffer, int from, int captured, int original) {
    if (bytes != buffer) {
      bytes = buffer;
    }
    linkType = type;
    offset = from;
    length = captured;
    originalLength = original;
    at = from;
    end = from + captured;
    missing = Math.max(0, original - captured);
    time = micros;
    flags = 0;
    protocol = IpProtocol.NONE;
    srcPort = -1;
    dstPort = -1;
    addressed = false;
    logged = false;
    use(Passage.UNKNOWN, Rule.UNKNOWN, null);
    use(Link.UNKNOWN);
    if (originalSrc != null) {
      originalSrc = null;
      originalDst = null;
    }
  }

  @SuppressWarnings("ReferenceEquality")
  void use(Passage through, Rule by, @Nullable String members) {
    if (rule != by) {
      rule = by;
    }
    if (detail != members) {
      detail = members;
    }
    use(through);
  }

  @SuppressWarnings("ReferenceEquality")
  void use(Passage through) {
    if (passage != through) {
      passage = through;
    }
  }

  @SuppressWarnings("ReferenceEquality")
  void use(Link between) {
    if (link != between) {
      link = between;
    }
  }

  int captured() {
    return end - at;
  }

  void detail(String members) {
    detail = detail == null ? members : detail + "," + members;
  }

  /** Notes what is wrong with a packet that is an event all the same; plain ASCII only. */
  void error(String why) {
    detail("\"error\":\"" + why + "\"");
  }
}
