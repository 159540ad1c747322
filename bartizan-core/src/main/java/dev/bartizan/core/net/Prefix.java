package dev.bartizan.core.net;

import org.jspecify.annotations.Nullable;

/**
 * A network: the addresses that share the first {@code length} of 128 bits. IPv4 networks are
 * IPv4-mapped, so 10.0.0.0/8 has length 104; {@link #toString} prints the familiar form.
 *
 * @param first the lowest address; bits beyond the length are zero
 * @param length 0 to 128
 */
public record Prefix(Address first, int length) {
  /** Clears the bits beyond the length. */
  public Prefix {
    if (length < 0 || length > 128) {
      throw new IllegalArgumentException("prefix length " + length + " is not between 0 and 128");
    }
    first = new Address(first.high() & mask(length), first.low() & mask(length - 64));
  }

  /** The network of one address. */
  public static Prefix of(Address single) {
    return new Prefix(single, 128);
  }

  /**
   * Parses an address, or an address with /length in its own family's terms.
   *
   * @throws IllegalArgumentException when it is neither; the message quotes it
   */
  public static Prefix of(CharSequence text) {
    var parsed = parse(text);
    if (parsed == null) {
      throw new IllegalArgumentException("not an IP network: '" + text + "'");
    }
    return parsed;
  }

  /** Like {@link #of(CharSequence)}, but null when the text is not a network. */
  public static @Nullable Prefix parse(CharSequence text) {
    String all = text.toString();
    int slash = all.indexOf('/');
    if (slash < 0) {
      var single = Address.parse(all);
      return single == null ? null : of(single);
    }
    var address = Address.parse(all.substring(0, slash));
    String digits = all.substring(slash + 1);
    if (address == null
        || digits.isEmpty()
        || digits.length() > 3
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    boolean v4 = all.indexOf(':') < 0;
    int length = Integer.parseInt(digits) + (v4 ? 96 : 0);
    return length > 128 ? null : new Prefix(address, length);
  }

  /**
   * The network of {@code address} with this many bits in its own family's terms (24 of 32, 64 of
   * 128).
   */
  public static Prefix around(Address address, int familyBits) {
    return new Prefix(address, address.isV4() ? familyBits + 96 : familyBits);
  }

  /** The highest address. */
  public Address last() {
    return new Address(first.high() | ~mask(length), first.low() | ~mask(length - 64));
  }

  /** Whether the address is inside. */
  public boolean contains(Address address) {
    return (address.high() & mask(length)) == first.high()
        && (address.low() & mask(length - 64)) == first.low();
  }

  /** Whether any address is in both. */
  public boolean overlaps(Prefix other) {
    return contains(other.first) || other.contains(first);
  }

  /** Whether it holds just one address. */
  public boolean isSingle() {
    return length == 128;
  }

  @Override
  public String toString() {
    boolean v4 = first.isV4() && length >= 96;
    return isSingle() ? first.toString() : first + "/" + (v4 ? length - 96 : length);
  }

  private static long mask(int bits) {
    return bits <= 0 ? 0 : bits >= 64 ? -1L : -1L << (64 - bits);
  }
}
