package dev.bartizan.sources.packet;

import static dev.bartizan.sources.packet.Bytes.i32;
import static dev.bartizan.sources.packet.Bytes.u16;
import static dev.bartizan.sources.packet.Bytes.u32;
import static dev.bartizan.sources.packet.Bytes.u8;

import dev.bartizan.core.event.Decoded.Ignored;
import dev.bartizan.core.event.Direction;
import dev.bartizan.core.event.Passage;
import dev.bartizan.core.pipeline.MalformedInput;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Headers of ordinary captures: Ethernet with 802.1Q and 802.1ad tags, Linux cooked captures, BSD
 * loopback. Each method moves on to the packet and returns null, or says why there is none.
 */
final class LinkLayer {
  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86dd;
  private static final int ARP = 0x0806;
  private static final int SMALLEST_TYPE = 0x600;
  private static final int MOST_TAGS = 4;
  private static final int NETLINK = 824;
  private static final int MOST_KEPT = 4096;

  private static final Ignored ADDRESS_RESOLUTION = new Ignored("ARP");
  private static final Ignored LLC = new Ignored("802.2 frame");
  private static final Ignored NOT_IP = new Ignored("not IP");

  private static final Passage CAME = new Passage(null, Direction.IN, null, null);
  private static final Passage LEFT = new Passage(null, Direction.OUT, null, null);

  private final Links links;
  private final Map<Integer, Ignored> types = new HashMap<>();
  private final Map<Long, Passage> passages = new HashMap<>();
  private int tags;
  private String tagDetail = "";

  LinkLayer(Links links) {
    this.links = links;
  }

  @Nullable Ignored ethernet(Below below) throws MalformedInput {
    if (below.captured() < 14) {
      throw new MalformedInput("Ethernet header cut");
    }
    int at = below.at;
    int type = u16(below.bytes, at + 12);
    below.use(links.ethernet(below.bytes, at));
    below.at = at + 14;
    return type == IPV4 || type == IPV6 ? null : beyond(below, type);
  }

  /** Linux cooked capture v1 (link type 113). */
  @Nullable Ignored cooked(Below below) throws MalformedInput {
    if (below.captured() < 16) {
      throw new MalformedInput("cooked header cut");
    }
    byte[] b = below.bytes;
    int at = below.at;
    if (u16(b, at + 4) == 6) {
      below.use(links.sender(b, at + 6));
    }
    below.use(passage(u16(b, at), 0));
    below.at = at + 16;
    return u16(b, at + 2) == NETLINK ? NOT_IP : beyond(below, u16(b, at + 14));
  }

  /** Linux cooked capture v2 (link type 276). */
  @Nullable Ignored cooked2(Below below) throws MalformedInput {
    if (below.captured() < 20) {
      throw new MalformedInput("cooked header cut");
    }
    byte[] b = below.bytes;
    int at = below.at;
    if (u8(b, at + 11) == 6) {
      below.use(links.sender(b, at + 12));
    }
    below.use(passage(u8(b, at + 10), u32(b, at + 4)));
    below.at = at + 20;
    return u16(b, at + 8) == NETLINK ? NOT_IP : beyond(below, u16(b, at));
  }

  /** BSD loopback: the address family in either byte order (link types 0 and 108). */
  @Nullable Ignored loopback(Below below) throws MalformedInput {
    if (below.captured() < 4) {
      throw new MalformedInput("loopback header cut");
    }
    int family = i32(below.bytes, below.at);
    int number = family >>> 24 == 0 ? family : Integer.reverseBytes(family);
    below.at += 4;
    return switch (number) {
      case 2, 10, 24, 28, 30 -> null;
      default -> NOT_IP;
    };
  }

  /** Follows tags until a type that is none. */
  private @Nullable Ignored beyond(Below below, int first) throws MalformedInput {
    int type = first;
    int seen = 0;
    int ids = 0;
    while (isTag(type)) {
      if (below.captured() < 4 || ++seen > MOST_TAGS) {
        throw new MalformedInput(seen > MOST_TAGS ? "too many VLAN tags" : "VLAN tag cut");
      }
      ids = ids << 12 | (u16(below.bytes, below.at) & 0xfff);
      type = u16(below.bytes, below.at + 2);
      below.at += 4;
    }
    if (seen > 0) {
      below.detail(tagged(seen, ids));
    }
    return type == IPV4 || type == IPV6 ? null : ignored(type);
  }

  private static boolean isTag(int type) {
    return type == 0x8100 || type == 0x88a8 || type == 0x9100 || type == 0x9200;
  }

  /** The innermost id, and the one around it when there is one. */
  private String tagged(int seen, int ids) {
    int key = seen == 1 ? (ids & 0xfff) | 1 << 24 : (ids & 0xff_ffff) | 1 << 25;
    if (key != tags) {
      tags = key;
      tagDetail =
          "\"vlan\":" + (ids & 0xfff) + (seen == 1 ? "" : ",\"vlan.outer\":" + (ids >> 12 & 0xfff));
    }
    return tagDetail;
  }

  private Ignored ignored(int type) {
    if (type == ARP) {
      return ADDRESS_RESOLUTION;
    }
    if (type < SMALLEST_TYPE) {
      return LLC;
    }
    if (types.size() >= MOST_KEPT) {
      types.clear();
    }
    return types.computeIfAbsent(
        type, number -> new Ignored("Ethernet type 0x" + Integer.toHexString(number)));
  }

  /** By the packet type of a cooked capture: 0 to 2 came to us, 4 left. */
  private Passage passage(int type, long index) {
    var plain = type == 4 ? LEFT : type < 3 ? CAME : Passage.UNKNOWN;
    if (index == 0) {
      return plain;
    }
    if (passages.size() >= MOST_KEPT) {
      passages.clear();
    }
    var name = "if" + index;
    return passages.computeIfAbsent(
        index << 8 | type,
        _ ->
            type == 4
                ? new Passage(null, Direction.OUT, null, name)
                : new Passage(null, plain.direction(), name, null));
  }
}
