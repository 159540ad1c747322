package dev.bartizan.core.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.event.Action;
import dev.bartizan.core.event.Direction;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.Extra;
import dev.bartizan.core.event.Flag;
import dev.bartizan.core.event.Head;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.event.Passage;
import dev.bartizan.core.event.RequestServed;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.Endpoint;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
  private static final Event EVENT =
      new RequestServed(
          new Head(
              1_767_268_800_000_000L,
              new Origin("s1", "caddy"),
              new Endpoint(Address.of("203.0.113.7"), 40000),
              new Endpoint(Address.of("2001:db8::1"), 443),
              6,
              new Passage(Action.PASS, Direction.IN, "wan0", null),
              new Extra(Flag.CUT.bit(), "{\"Tag\":\"Ünusual\"}", null)),
          new RequestServed.Request("GET", "www.example.org", "/wp-login.php", null, "HTTP/1.1"),
          new RequestServed.Response(404, 12, 900),
          new RequestServed.Client("Mozilla/5.0 zgrab", null, null));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "src.ip:203.0.113.0/24 AND dst.port:(22 OR 443) AND NOT action:block",
        "http.path:\"/wp-*\"",
        "http.path:/wp-login.php",
        "http.path:*login*",
        "dst.port:[1 TO 1023]",
        "dst.port:[443 TO *]",
        "dst.port:{442 TO 444}",
        "dst.port:>=443",
        "dst.port:>442 dst.port:<444",
        "http.status:404",
        "dst.ip:2001:db8::1",
        "dst.ip:2001:db8::/32",
        "dst.ip:::/0 OR dst.ip:::1",
        "NOT src.ip:::",
        "2001:db8::1",
        "203.0.113.7",
        "ip:203.0.113.7",
        "src host 203.0.113.7 and dst port 443",
        "net 203.0.113.0/24 or port 1",
        "src net 203.0.113.0/24",
        "src 203.0.113.7",
        "port 443",
        "zgrab",
        "\"5.0 ZGRAB\"",
        "ÜNUSUAL",
        "-http.path:/x",
        "!http.query:*",
        "_exists_:http.host",
        "proto:tcp",
        "proto:6",
        "flags:cut",
        "kind:Request",
        "time:2026-01-01",
        "time:[2026-01-01 TO 2026-01-02]",
        "time:>=2026-01-01T12:00:00Z",
        "time:<=2026-01-01T12:00:00Z",
        "src.ip:[203.0.113.1 TO 203.0.113.9]",
        "http.agent:Mozilla*zgrab",
        "(kind:packet OR kind:request) sensor:s1",
        "NOT NOT sensor:s1",
        "rule.id:77 OR iface:wan0"
      })
  void holds(String query) throws Exception {
    assertThat(Query.parse(query).test(EVENT)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src.ip:203.0.114.0/24",
        "http.path:/wp",
        "http.path:\"/WP-*\"",
        "dst.port:{443 TO 500}",
        "dst.port:<443",
        "src.ip:::1",
        "http.query:*",
        "NOT http.path:*",
        "flags:masked",
        "rule.id:77",
        "nothing-here",
        "time:2026-01-02",
        "http.path:/wp-login.ph\\*",
        "http.agent:*zgrab*zgrab"
      })
  void does_not_hold(String query) throws Exception {
    assertThat(Query.parse(query).test(EVENT)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an unknown field         | srcip:1.2.3.4             | 1  | no field is called 'srcip'; did you mean 'src.ip'?
          nothing after a colon    | a dst.port:               | 12 | expected a value for dst.port, but the query ends
          not an address           | src.ip:fw                 | 8  | src.ip takes an address
          not a number             | dst.port:ssh              | 10 | dst.port takes a number
          an open bracket          | (a OR b                   | 8  | expected ')', but the query ends
          a stray bracket          | a )                       | 3  | expected the end
          an open quote            | a "b                      | 3  | this quote is never closed
          a range without TO       | dst.port:[1 5]            | 13 | expected TO, but found '5'
          an empty range           | dst.port:[9 TO 5]         | 11 | the range 9 TO 5 is empty
          a wrong choice           | action:drop               | 8  | action is one of pass, block
          AND with nothing         | a AND                     | 6  | expected a field, a value or '('
          a text compared          | http.path:>3              | 12 | cannot be compared
          a bad time               | time:yesterday            | 6  | takes a day or a time
          an unknown protocol      | proto:tpc                 | 7  | takes a protocol
          a star in a bare text    | a*b                       | 1  | a star inside a bare text
          a lone colon             | :                         | 1  | expected a field
          a half range of networks | src.ip:{1.1.1.1 TO 2.2.2.2] | 9 | includes both ends
          """)
  void names_the_column_and_what_was_expected(
      String why, String query, int column, String message) {
    var refused =
        Assertions.catchThrowableOfType(QuerySyntaxException.class, () -> Query.parse(query));
    assertThat(refused).as(why).hasMessageContaining(message);
    assertThat(refused.column()).as(why).isEqualTo(column);
  }
}
