package dev.bartizan.sources.packet;

import static dev.bartizan.sources.packet.Bytes.i32;
import static dev.bartizan.sources.packet.Bytes.littleU16;
import static dev.bartizan.sources.packet.Bytes.littleU32;
import static dev.bartizan.sources.packet.Bytes.u16;
import static dev.bartizan.sources.packet.Bytes.u32;
import static dev.bartizan.sources.packet.Bytes.u8;

import dev.bartizan.core.event.Direction;
import dev.bartizan.core.event.Passage;
import dev.bartizan.core.event.Rule;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.Endpoint;
import dev.bartizan.core.pipeline.MalformedInput;
import org.jspecify.annotations.Nullable;

/**
 * The header that pf puts before a logged packet (link type 117, if_pflog.h of the BSDs and macOS):
 * its first byte is its length, and each system has its own. Link type 17 is that of OpenBSD before
 * 3.4, without a length. Numbers of the owner are in the order of the machine that wrote them;
 * little endian is taken for granted.
 */
final class Pflog {
  private static final int OLD_LENGTH = 28;
  private static final int SHORTEST = 45;
  private static final int LONGEST = 252;
  private static final int WITH_OWNER = 61;
  private static final int WITH_RULE_ID = 68;
  private static final int LONGEST_WITH_RULE_ID = 72;
  private static final int OPENBSD = 100;
  private static final long NO_PID = 100_000;

  private final ByteCache<Header> headers = new ByteCache<>();

  /** What a header says; the same for many packets. */
  private record Header(Rule rule, Passage passage, @Nullable String detail) {}

  /** Reads the header and moves on to the packet. */
  void read(Below below) throws MalformedInput {
    if (below.captured() < 1) {
      throw new MalformedInput("pflog header cut");
    }
    byte[] b = below.bytes;
    int at = below.at;
    int length = u8(b, at);
    if (length < SHORTEST || length > LONGEST) {
      throw new MalformedInput("pflog header length " + length);
    }
    int padded = (length + 3) & ~3;
    if (below.captured() < padded) {
      throw new MalformedInput("pflog header cut");
    }
    int constant = length <= LONGEST_WITH_RULE_ID ? length : WITH_OWNER;
    use(below, headers.get(b, at, at + constant, () -> header(b, at, length)));
    if (length == OPENBSD && b[at + 61] == 1) {
      untranslated(below, at);
    }
    below.at = at + padded;
  }

  /** Reads the header of link type 17 and moves on to the packet. */
  void readOld(Below below) throws MalformedInput {
    if (below.captured() < OLD_LENGTH) {
      throw new MalformedInput("pflog header cut");
    }
    byte[] b = below.bytes;
    int at = below.at;
    use(below, headers.get(b, at, at + OLD_LENGTH, () -> oldHeader(b, at)));
    below.at = at + OLD_LENGTH;
  }

  private static void use(Below below, Header header) {
    below.logged = true;
    below.use(header.passage, header.rule, header.detail);
  }

  private static Header header(byte[] b, int at, int length) {
    boolean owner = length >= WITH_OWNER;
    long uid = owner ? littleU32(b, at + 44) : -1;
    var family = PfNames.Family.of(length, u8(b, at + 1), uid);
    var action = PfNames.action(family, u8(b, at + 2));
    var rule =
        new Rule(
            rule(i32(b, at + 36), Bytes.text(b, at + 20, at + 36), i32(b, at + 40)),
            null,
            PfNames.reason(family, u8(b, at + 3)));
    int direction = u8(b, at + (owner ? 60 : length > 48 ? 48 : 44));
    long ruleId =
        owner
            ? length >= WITH_RULE_ID && length <= LONGEST_WITH_RULE_ID ? u32(b, at + 64) : 0
            : length > 48 ? u32(b, at + 44) : 0;
    var detail = new StringBuilder();
    action(detail, action);
    if (owner) {
      owner(detail, uid, littleU32(b, at + 48));
    }
    if (ruleId != 0) {
      member(detail, "ridentifier").append(ruleId);
    }
    return new Header(
        rule,
        passage(action, direction, Bytes.text(b, at + 4, at + 20)),
        detail.isEmpty() ? null : detail.toString());
  }

  private static Header oldHeader(byte[] b, int at) {
    var action = PfNames.action(PfNames.Family.UNKNOWN, littleU16(b, at + 24));
    int number = (short) littleU16(b, at + 20);
    var reason = PfNames.reason(PfNames.Family.UNKNOWN, littleU16(b, at + 22));
    var detail = new StringBuilder();
    action(detail, action);
    return new Header(
        new Rule(number < 0 ? null : Integer.toString(number), null, reason),
        passage(action, littleU16(b, at + 26), Bytes.text(b, at + 4, at + 20)),
        detail.isEmpty() ? null : detail.toString());
  }

  /** As filterlog and tcpdump print them: the anchor counts only with a number inside it. */
  private static @Nullable String rule(int number, String anchor, int inside) {
    var outer = number == -1 ? "" : Integer.toUnsignedString(number);
    if (inside == -1) {
      return outer.isEmpty() ? null : outer;
    }
    var inner = Integer.toUnsignedString(inside);
    var path = anchor.isEmpty() ? inner : anchor + "." + inner;
    return outer.isEmpty() ? path : outer + "." + path;
  }

  private static void action(StringBuilder detail, String action) {
    if (!action.equals("pass") && !action.equals("block")) {
      member(detail, "action").append('"').append(action).append('"');
    }
  }

  private static void owner(StringBuilder detail, long uid, long pid) {
    boolean filled = uid != 0 || pid != 0;
    if (filled && uid != 0xffff_ffffL && uid != 0x7fff_ffffL) {
      member(detail, "uid").append(uid);
      if (pid != NO_PID) {
        member(detail, "pid").append(pid);
      }
    }
  }

  private static StringBuilder member(StringBuilder detail, String name) {
    return detail.append(detail.isEmpty() ? "\"" : ",\"").append(name).append("\":");
  }

  private static Passage passage(String action, int direction, String name) {
    var verdict = PfNames.verdict(action);
    var iface = name.isEmpty() ? null : name;
    return switch (direction) {
      case 1 -> new Passage(verdict, Direction.IN, iface, null);
      case 2 -> new Passage(verdict, Direction.OUT, null, iface);
      case 3 -> new Passage(verdict, Direction.FORWARD, null, iface);
      default -> new Passage(verdict, null, iface, null);
    };
  }

  /** OpenBSD logs a translated packet as it leaves, and its former addresses in the header. */
  private static void untranslated(Below below, int at) {
    byte[] b = below.bytes;
    boolean v6 = b[at + 1] != 2;
    below.originalSrc = endpoint(b, at + 64, v6, u16(b, at + 96));
    below.originalDst = endpoint(b, at + 80, v6, u16(b, at + 98));
  }

  private static Endpoint endpoint(byte[] b, int at, boolean v6, int port) {
    return new Endpoint(v6 ? Address.v6(b, at) : Address.v4(b, at), port);
  }
}
