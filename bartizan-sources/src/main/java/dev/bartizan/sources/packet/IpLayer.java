package dev.bartizan.sources.packet;

import static dev.bartizan.sources.packet.Bytes.i32;
import static dev.bartizan.sources.packet.Bytes.u16;
import static dev.bartizan.sources.packet.Bytes.u8;

import dev.bartizan.core.event.Flag;
import dev.bartizan.core.event.PacketLogged.Ip;
import dev.bartizan.core.event.Transport;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.IpProtocol;
import dev.bartizan.core.pipeline.MalformedInput;
import org.jspecify.annotations.Nullable;

/**
 * IPv4 (RFC 791) and IPv6 (RFC 8200) down to where the transport begins. The version is that of the
 * first nibble, whatever the link layer says.
 */
final class IpLayer {
  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int DESTINATION = 60;

  /** By the three bits before the offset: reserved, do not fragment, more fragments. */
  private static final String[] FRAGMENTATION = {
    "none", "+", "DF", "+;DF", "rsvd", "+;rsvd", "DF;rsvd", "+;DF;rsvd"
  };

  private final TransportLayer transports;

  /** What {@link #read} found besides what it returns. */
  int protocol;

  /** Set of {@link Flag}. */
  int flags;

  Ip ip = Ip.UNKNOWN;
  @Nullable Address src;
  @Nullable Address dst;

  IpLayer(TransportLayer transports) {
    this.transports = transports;
  }

  /**
   * Reads one packet.
   *
   * @throws MalformedInput when no packet can be made out and no firewall vouches for the frame
   */
  Transport read(Below below) throws MalformedInput {
    protocol = IpProtocol.NONE;
    flags = 0;
    ip = Ip.UNKNOWN;
    src = null;
    dst = null;
    transports.srcPort = -1;
    transports.dstPort = -1;
    if (below.captured() < 1) {
      return headless(below, "no IP header");
    }
    return switch (below.bytes[below.at] >> 4 & 15) {
      case 4 -> v4(below);
      case 6 -> v6(below);
      default -> wrong(below, "IP version " + (below.bytes[below.at] >> 4 & 15));
    };
  }

  private Transport v4(Below below) throws MalformedInput {
    if (below.captured() < 20) {
      return headless(below, "IPv4 header cut");
    }
    byte[] b = below.bytes;
    int at = below.at;
    int header = (b[at] & 15) << 2;
    int total = u16(b, at + 2);
    if (total == 0) {
      total = below.captured() + below.missing;
    }
    int fragment = u16(b, at + 6);
    int offset = (fragment & 0x1fff) << 3;
    protocol = u8(b, at + 9);
    src = Address.v4(b, at + 12);
    dst = Address.v4(b, at + 16);
    ip =
        new Ip(
            total,
            u8(b, at + 8),
            u8(b, at + 1),
            u16(b, at + 4),
            offset,
            FRAGMENTATION[fragment >>> 13],
            -1);
    if (header < 20 || total < header) {
      return odd(below, header < 20 ? "bad-hlen=" + header : "bad-len=" + total);
    }
    return above(below, at + header, at + total, offset);
  }

  private Transport v6(Below below) throws MalformedInput {
    if (below.captured() < 40) {
      return headless(below, "IPv6 header cut");
    }
    byte[] b = below.bytes;
    int at = below.at;
    int first = i32(b, at);
    int total = 40 + u16(b, at + 4);
    int next = u8(b, at + 6);
    if (total == 40 && next == HOP_BY_HOP) {
      total = below.captured() + below.missing;
    }
    src = Address.v6(b, at + 8);
    dst = Address.v6(b, at + 24);
    int last = at + total;
    int end = Math.min(below.end, last);
    int position = at + 40;
    int offset = -1;
    while (isExtension(next)) {
      int length = extension(b, next, position, end);
      if (length == 0 || position + length > last) {
        return brokenChain(below, next, position, last, total, first);
      }
      if (next == FRAGMENT) {
        offset = u16(b, position + 2) & 0xfff8;
      }
      next = u8(b, position);
      position += length;
      if (offset > 0) {
        break;
      }
    }
    protocol = next;
    ip = v6Header(b, at, total, first, offset);
    return above(below, position, last, offset);
  }

  private static Ip v6Header(byte[] b, int at, int total, int first, int offset) {
    return new Ip(total, u8(b, at + 7), first >>> 20 & 255, -1, offset, null, first & 0xfffff);
  }

  private static boolean isExtension(int next) {
    return next == HOP_BY_HOP || next == FRAGMENT || next == ROUTING || next == DESTINATION;
  }

  /** Bytes of an extension header; 0 when they are not there. */
  private static int extension(byte[] b, int next, int position, int end) {
    if (position + 8 > end) {
      return 0;
    }
    return next == FRAGMENT ? 8 : 8 + (u8(b, position + 1) << 3);
  }

  private Transport brokenChain(
      Below below, int next, int position, int last, int total, int first) {
    protocol = next;
    ip = v6Header(below.bytes, below.at, total, first, -1);
    if (last > below.end) {
      flags |= Flag.TRUNCATED.bit();
    } else {
      error(below, "extension headers run past the packet");
    }
    return new Transport.Other(Math.max(0, last - position));
  }

  private Transport above(Below below, int position, int last, int offset) {
    if (last > below.end) {
      flags |= Flag.TRUNCATED.bit();
    }
    int payload = last - position;
    if (offset > 0) {
      flags |= Flag.FRAGMENT.bit();
      return TransportLayer.other(payload);
    }
    return transports.read(below, protocol, position, Math.min(below.end, last), payload);
  }

  private Transport headless(Below below, String why) throws MalformedInput {
    if (!below.logged) {
      throw new MalformedInput(why);
    }
    flags |= Flag.TRUNCATED.bit();
    return Transport.Other.UNKNOWN;
  }

  private static Transport wrong(Below below, String why) throws MalformedInput {
    if (!below.logged) {
      throw new MalformedInput(why);
    }
    return odd(below, why);
  }

  private static Transport odd(Below below, String why) {
    error(below, why);
    return Transport.Other.UNKNOWN;
  }

  /** Notes what is wrong with a packet that is an event all the same; plain ASCII only. */
  static void error(Below below, String why) {
    below.detail("\"error\":\"" + why + "\"");
  }
}
