package dev.bartizan.core.net;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Names of IP protocol numbers (IANA protocol-numbers), as firewalls and Suricata write them. */
public final class IpProtocol {
  /** No protocol known. */
  public static final int NONE = -1;

  public static final int ICMP = 1;
  public static final int IGMP = 2;
  public static final int TCP = 6;
  public static final int UDP = 17;
  public static final int GRE = 47;
  public static final int ESP = 50;
  public static final int AH = 51;
  public static final int ICMPV6 = 58;
  public static final int CARP = 112;
  public static final int SCTP = 132;
  public static final int PFSYNC = 240;

  private static final String[] NAMES = new String[256];
  private static final Map<String, Integer> NUMBERS = new HashMap<>();

  private IpProtocol() {}

  /** The name of a number from 0 to 255: the usual keyword, or the digits where there is none. */
  public static String name(int number) {
    return NAMES[number & 255];
  }

  /**
   * The number of a name in any case, of one of its aliases, or of digits; {@link #NONE} when
   * unknown.
   */
  public static int number(String name) {
    Integer known = NUMBERS.get(name);
    if (known == null) {
      known = NUMBERS.get(name.toLowerCase(Locale.ROOT));
    }
    return known == null ? NONE : known;
  }

  private static void add(int number, String name, String... aliases) {
    NAMES[number] = name;
    NUMBERS.put(name, number);
    for (String alias : aliases) {
      NUMBERS.put(alias, number);
    }
  }

  static {
    for (int i = 0; i < 256; i++) {
      add(i, Integer.toString(i));
    }
    add(0, "hopopt", "ip");
    add(ICMP, "icmp");
    add(IGMP, "igmp");
    add(4, "ipencap", "ipip");
    add(TCP, "tcp");
    add(8, "egp");
    add(9, "igp");
    add(UDP, "udp");
    add(33, "dccp");
    add(41, "ipv6");
    add(43, "ipv6-route");
    add(44, "ipv6-frag");
    add(46, "rsvp");
    add(GRE, "gre");
    add(ESP, "esp", "ipsec-esp");
    add(AH, "ah", "ipsec-ah");
    add(ICMPV6, "icmpv6", "ipv6-icmp", "icmp6");
    add(59, "ipv6-nonxt");
    add(60, "ipv6-opts");
    add(88, "eigrp");
    add(89, "ospf", "ospfigp");
    add(103, "pim");
    add(108, "ipcomp");
    add(CARP, "carp", "vrrp");
    add(115, "l2tp");
    add(SCTP, "sctp");
    add(135, "mobility-header");
    add(136, "udplite");
    add(137, "mpls-in-ip");
    add(PFSYNC, "pfsync");
  }
}
