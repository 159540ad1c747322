package dev.bartizan.sources.packet;

import static dev.bartizan.sources.packet.Bytes.i64;
import static dev.bartizan.sources.packet.Bytes.littleU16;
import static dev.bartizan.sources.packet.Bytes.u16;
import static dev.bartizan.sources.packet.Bytes.u32;
import static dev.bartizan.sources.packet.Bytes.u8;

import dev.bartizan.core.event.Direction;
import dev.bartizan.core.event.Passage;
import dev.bartizan.core.event.Rule;
import dev.bartizan.core.pipeline.MalformedInput;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Netfilter's log messages (link type 239, linux/netfilter/nfnetlink_log.h): four bytes, then
 * attributes of a length and a type in the order of the machine that wrote them (little endian is
 * taken for granted), with values in network order.
 */
final class Nflog {
  private static final int PACKET_HEADER = 1;
  private static final int MARK = 2;
  private static final int TIMESTAMP = 3;
  private static final int IFINDEX_IN = 4;
  private static final int IFINDEX_OUT = 5;
  private static final int HARDWARE_ADDRESS = 8;
  private static final int PAYLOAD = 9;
  private static final int PREFIX = 10;
  private static final int UID = 11;
  private static final int GID = 14;
  private static final int HARDWARE_TYPE = 15;
  private static final int HARDWARE_HEADER = 16;
  private static final int ETHERNET = 1;
  private static final int MOST_PASSAGES = 4096;

  private final ByteCache<Rule> rules = new ByteCache<>();
  private final Map<Key, Passage> passages = new HashMap<>();
  private final Links links;

  private int hook;
  private long mark;
  private long uid;
  private long gid;
  private long in;
  private long out;
  private int hardwareType;
  private int hardwareHeader;
  private int hardwareAddress;
  private int payload;
  private int payloadEnd;

  private record Key(int hook, long in, long out) {}

  Nflog(Links links) {
    this.links = links;
  }

  /** Reads the attributes and moves on to the packet. */
  void read(Below below) throws MalformedInput {
    if (below.captured() < 4) {
      throw new MalformedInput("NFLOG header cut");
    }
    clear();
    int at = below.at + 4;
    while (at + 4 <= below.end) {
      int length = littleU16(below.bytes, at);
      int type = littleU16(below.bytes, at + 2) & 0x7fff;
      if (length < 4) {
        throw new MalformedInput("NFLOG attribute length " + length);
      }
      attribute(below, type, at + 4, at + length);
      at += (length + 3) & ~3;
    }
    if (payload < 0) {
      throw new MalformedInput("NFLOG message without a packet");
    }
    below.logged = true;
    numbers(below);
    below.use(passage());
    link(below);
    below.at = payload;
    below.missing = Math.max(0, payloadEnd - below.end);
    below.end = Math.min(below.end, payloadEnd);
  }

  private void clear() {
    hook = -1;
    mark = -1;
    uid = -1;
    gid = -1;
    in = 0;
    out = 0;
    hardwareType = -1;
    hardwareHeader = -1;
    hardwareAddress = -1;
    payload = -1;
    payloadEnd = -1;
  }

  private void attribute(Below below, int type, int from, int to) {
    byte[] b = below.bytes;
    if (type == PAYLOAD) {
      payload = from;
      payloadEnd = to;
      return;
    }
    int length = to - from;
    if (to > below.end) {
      return;
    }
    switch (type) {
      case PACKET_HEADER -> hook = length >= 3 ? u8(b, from + 2) : hook;
      case MARK -> mark = number(b, from, length);
      case TIMESTAMP -> time(below, from, length);
      case IFINDEX_IN -> in = length >= 4 ? u32(b, from) : in;
      case IFINDEX_OUT -> out = length >= 4 ? u32(b, from) : out;
      case HARDWARE_ADDRESS -> hardwareAddress = length >= 10 ? from : -1;
      case PREFIX -> below.use(below.passage, prefix(b, from, to), null);
      case UID -> uid = number(b, from, length);
      case GID -> gid = number(b, from, length);
      case HARDWARE_TYPE -> hardwareType = length >= 2 ? u16(b, from) : -1;
      case HARDWARE_HEADER -> hardwareHeader = length >= 14 ? from : -1;
      default -> {
        // sequence numbers, conntrack and what newer kernels add
      }
    }
  }

  private static long number(byte[] b, int from, int length) {
    return length >= 4 ? u32(b, from) : -1;
  }

  private void numbers(Below below) {
    member(below, "mark", mark);
    member(below, "uid", uid);
    member(below, "gid", gid);
  }

  private static void member(Below below, String name, long number) {
    if (number >= 0) {
      below.detail("\"" + name + "\":" + number);
    }
  }

  /** The kernel's own time, where it gives one that fits. */
  private static void time(Below below, int from, int length) {
    if (length < 16) {
      return;
    }
    long seconds = i64(below.bytes, from);
    long micros = i64(below.bytes, from + 8);
    if (seconds > 0 && seconds < 1L << 40 && micros >= 0 && micros < 1_000_000) {
      below.time = seconds * 1_000_000 + micros;
    }
  }

  private Rule prefix(byte[] b, int from, int to) {
    return rules.get(
        b,
        from,
        to,
        () -> {
          var text = Bytes.text(b, from, to).strip();
          return text.isEmpty() ? Rule.UNKNOWN : new Rule(null, text, null);
        });
  }

  private Passage passage() {
    var key = new Key(hook, in, out);
    var known = passages.get(key);
    if (known == null) {
      if (passages.size() >= MOST_PASSAGES) {
        passages.clear();
      }
      known = new Passage(null, direction(hook), iface(in), iface(out));
      passages.put(key, known);
    }
    return known;
  }

  private static @Nullable String iface(long index) {
    return index == 0 ? null : "if" + index;
  }

  private static @Nullable Direction direction(int hook) {
    return switch (hook) {
      case 0, 1 -> Direction.IN;
      case 2 -> Direction.FORWARD;
      case 3, 4 -> Direction.OUT;
      default -> null;
    };
  }

  private void link(Below below) {
    if (hardwareType == ETHERNET && hardwareHeader >= 0) {
      below.use(links.ethernet(below.bytes, hardwareHeader));
    } else if (hardwareAddress >= 0 && u16(below.bytes, hardwareAddress) == 6) {
      below.use(links.sender(below.bytes, hardwareAddress + 4));
    }
  }
}
