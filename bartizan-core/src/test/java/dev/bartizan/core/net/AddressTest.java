package dev.bartizan.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          a quad,                       203.0.113.7,                  203.0.113.7
          mapped prints as IPv4,        ::ffff:203.0.113.7,           203.0.113.7
          mapped in hex,                ::ffff:cb00:7107,             203.0.113.7
          upper case and zeros,         2001:0DB8::0001,              2001:db8::1
          one zero group stays,         2001:db8:0:1:1:1:1:1,         2001:db8:0:1:1:1:1:1
          the longest run is cut,       2001:0:0:1:0:0:0:1,           2001:0:0:1::1
          the first of two equal runs,  2001:db8:0:0:1:0:0:1,         2001:db8::1:0:0:1
          all zeros,                    ::,                           ::
          loopback,                     0:0:0:0:0:0:0:1,              ::1
          a run at the end,             fe80:0:0:0:0:0:0:0,           fe80::
          embedded quad,                64:ff9b::192.0.2.33,          64:ff9b::c000:221
          """)
  void prints_the_canonical_form(String why, String literal, String canonical) {
    assertThat(Address.of(literal)).as(why).hasToString(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "localhost",
        "203.0.113",
        "203.0.113.7.1",
        "203.0.113.256",
        "203.0.113.07",
        "1.2.3.",
        " 1.2.3.4",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        ":::",
        ":1",
        "1:",
        "12345::",
        "fe80::1%eth0",
        "::1.2.3",
        "g::",
        "1:2:3:4:5:6:7:1.2.3.4",
        "1:2:3:4:5:6:7:8::"
      })
  void refuses_what_is_no_literal(String text) {
    assertThat(Address.parse(text)).isNull();
    assertThatThrownBy(() -> Address.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void agrees_with_the_platform_on_random_addresses() throws Exception {
    var random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      long high = sparse(random);
      long low = sparse(random);
      var address = new Address(high, low);
      assertThat(Address.of(address.toString())).isEqualTo(address);
      assertThat(InetAddress.ofLiteral(address.toString()))
          .isEqualTo(InetAddress.getByAddress(address.bytes()));
      assertThat(Address.of(InetAddress.getByAddress(address.bytes()).getHostAddress()))
          .isEqualTo(address);
    }
  }

  private static long sparse(Random random) {
    long bits = random.nextLong();
    for (int group = 0; group < 4; group++) {
      if (random.nextBoolean()) {
        bits &= ~(0xffffL << (group * 16));
      }
    }
    return bits;
  }

  @Test
  void a_prefix_holds_its_first_and_last_address_and_no_neighbour() {
    var prefix = Prefix.of("203.0.113.128/25");
    assertThat(prefix).hasToString("203.0.113.128/25");
    assertThat(prefix.last()).hasToString("203.0.113.255");
    assertThat(prefix.contains(Address.of("203.0.113.127"))).isFalse();
    assertThat(prefix.contains(Address.of("203.0.113.128"))).isTrue();
    assertThat(Prefix.of("0.0.0.0/0").contains(Address.of("::1"))).isFalse();
    assertThat(Prefix.of("2001:db8:a::/48").contains(Address.of("2001:db8:a:ffff::1"))).isTrue();
    assertThat(Prefix.of("2001:db8:a::1/48")).hasToString("2001:db8:a::/48");
    assertThat(Prefix.of("::/0").contains(Address.of("1.2.3.4"))).isTrue();
    assertThat(Prefix.parse("1.2.3.4/33")).isNull();
    assertThat(Prefix.parse("::/129")).isNull();
    assertThat(Prefix.parse("1.2.3.4/")).isNull();
    assertThat(Prefix.of("10.0.0.0/8").overlaps(Prefix.of("10.1.0.0/16"))).isTrue();
    assertThat(Prefix.around(Address.of("2001:db8::1"), 64)).hasToString("2001:db8::/64");
  }
}
