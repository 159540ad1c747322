package dev.bartizan.core.event;

/**
 * A packet that a firewall logged (pflog, filterlog, NFLOG, Suricata drop) or that a capture saw.
 * Numbers are -1 where the record has none.
 */
public record PacketLogged(Head head, Rule rule, Ip ip, Transport transport, Link link)
    implements Event {
  @Override
  public PacketLogged with(Head other) {
    return new PacketLogged(other, rule, ip, transport, link);
  }

  /**
   * The IP header.
   *
   * @param length bytes of the whole packet, header and IPv6 extension headers included
   * @param ttl time to live or hop limit
   * @param tos type of service or traffic class
   * @param id IPv4 identification
   * @param offset of a fragment, in bytes; 0 for a first or only one
   * @param flags of fragmentation as pf prints them: {@code +} more, {@code DF}, {@code rsvd},
   *     {@code none}; null for IPv6
   * @param flowLabel of IPv6
   */
  public record Ip(
      int length,
      int ttl,
      int tos,
      int id,
      int offset,
      @org.jspecify.annotations.Nullable String flags,
      int flowLabel) {
    /** Nothing known. */
    public static final Ip UNKNOWN = new Ip(-1, -1, -1, -1, -1, null, -1);
  }

  /** Addresses of the link layer, as aa:bb:cc:dd:ee:ff. */
  public record Link(
      @org.jspecify.annotations.Nullable String src,
      @org.jspecify.annotations.Nullable String dst) {
    /** Nothing known. */
    public static final Link UNKNOWN = new Link(null, null);
  }
}
