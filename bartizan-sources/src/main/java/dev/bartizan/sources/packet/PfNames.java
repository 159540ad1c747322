package dev.bartizan.sources.packet;

import dev.bartizan.core.event.Action;
import org.jspecify.annotations.Nullable;

/**
 * pf's actions and reasons by number. The first are the same everywhere; the later ones depend on
 * the system, which the header's length and address family give away, as far as they do.
 */
final class PfNames {
  private static final String[] ACTIONS = {
    "pass", "block", "scrub", "scrub", "nat", "nat", "binat", "binat", "rdr", "rdr", "synproxy-drop"
  };

  private static final String[] REASONS = {
    "match",
    "bad-offset",
    "fragment",
    "short",
    "normalize",
    "memory",
    "bad-timestamp",
    "congestion",
    "ip-option",
    "proto-cksum",
    "state-mismatch",
    "state-insert",
    "state-limit",
    "src-limit",
    "synproxy"
  };

  private PfNames() {}

  /** Which pf wrote a header. */
  enum Family {
    FREEBSD(new String[] {"defer", "match", "divert", "rt"}, new String[] {"map-failed"}),
    OPENBSD(
        new String[] {"defer", "match", "divert", "rt", "afrt"},
        new String[] {"translate", "no-route"}),
    NETBSD(new String[] {}, new String[] {"state-locked"}),
    DARWIN(
        new String[] {"dummynet", "nodummynet", "nat64", "nonat64"},
        new String[] {"dummynet", "invalid-port"}),
    UNKNOWN(new String[] {}, new String[] {});

    @SuppressWarnings("ImmutableEnumChecker")
    private final String[] actions;

    @SuppressWarnings("ImmutableEnumChecker")
    private final String[] reasons;

    Family(String[] actions, String[] reasons) {
      this.actions = actions;
      this.reasons = reasons;
    }

    /**
     * The family, as far as it shows.
     *
     * @param length of the header
     * @param af number of the address family
     * @param uid that stands for no owner, or any other
     */
    static Family of(int length, int af, long uid) {
      if (length == 100) {
        return OPENBSD;
      }
      if (length > 61 || af == 28) {
        return FREEBSD;
      }
      if (af == 30) {
        return DARWIN;
      }
      if (af == 24) {
        return NETBSD;
      }
      return uid == 0xffff_ffffL ? FREEBSD : UNKNOWN;
    }
  }

  static String action(Family family, int number) {
    return name(ACTIONS, family.actions, number);
  }

  static String reason(Family family, int number) {
    return name(REASONS, family.reasons, number);
  }

  private static String name(String[] common, String[] own, int number) {
    if (number < common.length) {
      return common[number];
    }
    int at = number - common.length;
    return at < own.length ? own[at] : "unknown(" + number + ")";
  }

  /** What the action means for the packet; null for those that translate or normalise only. */
  static @Nullable Action verdict(String action) {
    return switch (action) {
      case "pass" -> Action.PASS;
      case "block", "synproxy-drop" -> Action.BLOCK;
      default -> null;
    };
  }
}
