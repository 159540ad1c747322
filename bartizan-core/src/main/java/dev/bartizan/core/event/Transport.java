package dev.bartizan.core.event;

import org.jspecify.annotations.Nullable;

/** The header above IP, as far as it is of use. Numbers are -1 where the record has none. */
public sealed interface Transport {
  /** Bytes after the transport header (after the IP header for {@link Other}); -1 when unknown. */
  int payload();

  /**
   * TCP.
   *
   * @param flags the eight flag bits as on the wire: FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32,
   *     ECE 64, CWR 128; -1 unknown
   * @param seq 32 bits, unsigned
   * @param ack 32 bits, unsigned; -1 without the ACK flag
   * @param urgent pointer; -1 without the URG flag
   * @param options names as pf prints them, joined by ';'; null when none
   */
  record Tcp(
      int payload, int flags, long seq, long ack, int window, int urgent, @Nullable String options)
      implements Transport {
    /** Nothing known. */
    public static final Tcp UNKNOWN = new Tcp(-1, -1, -1, -1, -1, -1, null);

    private static final String LETTERS = "FSRPAUEC";
    private static final String[] NAMES = new String[256];

    static {
      for (int bits = 0; bits < 256; bits++) {
        var name = new StringBuilder();
        for (int i = 0; i < 8; i++) {
          if ((bits >> i & 1) != 0) {
            name.append(LETTERS.charAt(i));
          }
        }
        NAMES[bits] = name.toString();
      }
    }

    /**
     * The flags in pf's letters, in the order FSRPAUEC: {@code SA}, or the empty text; null when
     * unknown.
     */
    public static @Nullable String letters(int flags) {
      return flags < 0 ? null : NAMES[flags & 255];
    }

    /** The bits of pf's letters; -1 for a letter that is none. */
    public static int bits(CharSequence letters) {
      int bits = 0;
      for (int i = 0; i < letters.length(); i++) {
        int at = LETTERS.indexOf(letters.charAt(i));
        if (at < 0) {
          return -1;
        }
        bits |= 1 << at;
      }
      return bits;
    }
  }

  /**
   * ICMP and ICMPv6.
   *
   * @param id of an echo
   * @param seq of an echo
   * @param mtu of "fragmentation needed" and "packet too big"
   */
  record Icmp(int payload, int type, int code, int id, int seq, long mtu) implements Transport {
    /** Nothing known. */
    public static final Icmp UNKNOWN = new Icmp(-1, -1, -1, -1, -1, -1);
  }

  /** UDP, SCTP and all others: ports, if any, are in the endpoints. */
  record Other(int payload) implements Transport {
    /** Nothing known. */
    public static final Other UNKNOWN = new Other(-1);
  }
}
