package dev.bartizan.sources.filterlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bartizan.core.event.Action;
import dev.bartizan.core.event.Decoded;
import dev.bartizan.core.event.Direction;
import dev.bartizan.core.event.Flag;
import dev.bartizan.core.event.PacketLogged;
import dev.bartizan.core.event.Raw;
import dev.bartizan.core.event.Transport.Icmp;
import dev.bartizan.core.event.Transport.Other;
import dev.bartizan.core.event.Transport.Tcp;
import dev.bartizan.core.net.IpProtocol;
import dev.bartizan.core.pipeline.Line;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.testkit.Samples;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterlogDecoderTest {
  private static final String START = "77,,,0,igb0,match,block,in,";
  private static final String V4 =
      START + "4,0x0,,51,54321,0,DF,%s,%s,%d,203.0.113.9,198.51.100.2,";
  private static final String SYN =
      START + "4,0x0,,51,54321,0,DF,6,tcp,40,203.0.113.9,198.51.100.2,5,6,0,S,1,,64240,,";

  private static PacketLogged event(String line) throws MalformedInput {
    return (PacketLogged) decode(line, Samples.NOON, ZoneOffset.UTC);
  }

  private static Decoded decode(String line, Instant now, ZoneId zone) throws MalformedInput {
    return new FilterlogDecoder(Samples.FIREWALL, false, () -> now, zone).decode(Line.of(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<134>Dec 31 22:30:00 fw1.example.net filterlog[41111]: %s",
        "Dec 31 22:30:00 fw1 filterlog[41111]: %s",
        "Dec 31 22:30:00 fw1 filterlog: %s",
        "Dec 31 22:30:00 filterlog[41111]: %s",
        "<134>Dec 31 22:30:00 filterlog: %s",
        "Dec 31 22:30:00 filterlog[123] %s",
        "<134>1 2025-12-31T22:30:00+00:00 fw1 filterlog 41111 - [meta sequenceId=\"1\"] %s",
        "<134>1 2025-12-31T23:30:00.000000+01:00 fw1 filterlog 41111 - - %s",
        "1 2025-12-31T22:30:00Z fw1 filterlog - - - %s",
        "<134>1 2025-12-31T22:30:00Z - filterlog 1 - [a b=\"]\\\"\"][c d=\"\"] %s",
        "<134>1 2025-12-31T22:30:00Z fw filterlog 1 - - \ufeff%s",
        "2025-12-31T22:30:00+00:00 fw1 filterlog[41111]: %s",
        "<134>Dec 31 22:30:00 fw1 filterlog[41111]: %s\r"
      })
  void every_head_gives_the_same_event(String head) throws Exception {
    var event = event(head.formatted(SYN));
    assertThat(Instant.ofEpochSecond(0, event.head().time() * 1000))
        .isEqualTo("2025-12-31T22:30:00Z");
    assertThat(event.head().extra().flags()).isZero();
    assertThat(event.with(event.head().at(0)))
        .isEqualTo(event("Dec 31 22:30:00 filterlog: " + SYN).with(event.head().at(0)));
    assertThat(event.transport()).isEqualTo(new Tcp(0, 2, 1, -1, 64240, -1, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "<134>%s", "filterlog[123] %s", "filterlog: %s"})
  void a_line_without_a_time_has_that_of_reading(String head) throws Exception {
    var event = event(head.formatted(SYN));
    assertThat(event.head().time()).isEqualTo(Samples.NOON_MICROS);
    assertThat(Flag.UNTIMED.in(event.head().extra().flags())).isTrue();
    assertThat(event.head().dst().port()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # now,                zone,          in the line,      read as
          2026-01-01T12:00:00Z, UTC,           Dec 31 23:59:59,  2025-12-31T23:59:59Z
          2026-01-01T12:00:00Z, UTC,           Jan  1 11:59:59,  2026-01-01T11:59:59Z
          2026-01-01T12:00:00Z, UTC,           Jan  2 11:00:00,  2026-01-02T11:00:00Z
          2026-01-01T12:00:00Z, UTC,           Jan  2 13:00:00,  2025-01-02T13:00:00Z
          2025-12-31T23:00:00Z, UTC,           Jan  1 00:00:01,  2026-01-01T00:00:01Z
          2026-03-01T00:00:00Z, UTC,           Feb 29 08:00:00,  2024-02-29T08:00:00Z
          2026-07-01T00:00:00Z, Europe/Berlin, Jun 30 10:00:00,  2026-06-30T08:00:00Z
          2026-12-01T00:00:00Z, Europe/Berlin, Nov 30 10:00:00,  2026-11-30T09:00:00Z
          2026-01-01T02:00:00Z, Australia/Sydney, Jan 1 12:00:00, 2026-01-01T01:00:00Z
          """)
  void a_time_without_a_year_is_the_latest_that_may_be(
      Instant now, String zone, String time, Instant expected) throws Exception {
    var padded = time.length() == 14 ? time.replace("Jan 1", "Jan  1") : time;
    var event = decode(padded + " fw filterlog[1]: " + SYN, now, ZoneId.of(zone));
    assertThat(((PacketLogged) event).head().time())
        .isEqualTo(expected.getEpochSecond() * 1_000_000);
  }

  @Test
  void microseconds_are_kept() throws Exception {
    var event = event("<134>1 2026-11-20T22:30:00.123456789-03:30 fw filterlog 1 - - " + SYN);
    assertThat(event.head().time()).isEqualTo(1_795_226_400_123_456L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Nov 20 22:30:00 fw1 sshd[12]: Failed password for root from 203.0.113.9 port 22 ssh2",
        "<30>Nov 20 22:30:00 fw1 filterlogger[12]: 77,,,0,igb0",
        "<134>1 2026-11-20T22:30:00+00:00 fw1 charon 41111 - - 05[NET] received, packet",
        "2026-11-20T22:30:00+00:00 fw1 kernel: em0: link state changed to UP",
        "Nov 20 22:30:00 fw1 last message repeated 2 times"
      })
  void lines_of_other_programs_are_ignored(String line) throws Exception {
    assertThat(decode(line, Samples.NOON, ZoneOffset.UTC)).isInstanceOf(Decoded.Ignored.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "<134",
        "{\"src_ip\":\"203.0.113.9\"}",
        "Nov 20 22:30:00 fw filterlog[1]: [|pflog]",
        "Nov 20 22:30:00 fw filterlog[1]: [pflog: invalid header length!]",
        "Nov 20 22:30:00 fw filterlog[1]:",
        "Nov 31 22:30:00 fw filterlog[1]: " + SYN,
        "<134>1 2026-13-20T22:30:00Z fw filterlog 1 - - " + SYN,
        "<134>1 2026-11-20T22:30:00Z fw filterlog 1 - [meta " + SYN,
        "77,,,0,igb0,match,block,sideways,4,0x0,,51,54321,0,DF,6,tcp,40,203.0.113.9,198.51.100.2,",
        START + "4,0x0,,51,54321,0,DF,6,tcp,40,203.0.113.999,198.51.100.2,5,6,0,S,1,,64240,,",
        START + "4,0x0,,51,54321,0,DF,6,tcp,40,203.0.113.9",
        START + "4,0x0,,51,54321,0,DF,6,tcp,40,203.0.113.9,198.51.100.2,70000,6,0,S,1,,64240,,",
        START + "4,0x0,,51,54321,0,DF,6,tcp,40,203.0.113.9,198.51.100.2,5,6,0,X,1,,64240,,",
        START + "4,zz,,51,54321,0,DF,6,tcp,40,203.0.113.9,198.51.100.2,5,6,0,S,1,,64240,,"
      })
  void what_filterlog_does_not_write_is_malformed(String line) {
    assertThatThrownBy(() -> decode(line, Samples.NOON, ZoneOffset.UTC))
        .isInstanceOf(MalformedInput.class);
  }

  @Test
  void the_label_is_the_name_of_the_rule() throws Exception {
    var rule = event(SYN.replace(",,0,", ",,02f4bab031b57d1e30553ce08e0ec131,")).rule();
    assertThat(rule.id()).isEqualTo("77");
    assertThat(rule.name()).isEqualTo("02f4bab031b57d1e30553ce08e0ec131");
    assertThat(event(SYN).rule().name()).isNull();
  }

  @Test
  void an_anchor_stands_between_rule_and_sub_rule() throws Exception {
    assertThat(event(SYN.replace("77,,,", "0,4,userrules,")).rule().id())
        .isEqualTo("0.userrules.4");
    assertThat(event(SYN.replace("77,,,", ",,,")).rule().id()).isNull();
  }

  @Test
  void a_translation_is_no_verdict() throws Exception {
    var event = event(SYN.replace(",block,in,", ",rdr,in/out,"));
    assertThat(event.head().passage().action()).isNull();
    assertThat(event.head().passage().direction()).isNull();
    assertThat(event.head().passage().in()).isEqualTo("igb0");
    assertThat(event.head().extra().detail()).isEqualTo("{\"action\":\"rdr\"}");
    assertThat(event(SYN.replace(",block,", ",synproxy-drop,")).head().passage().action())
        .isEqualTo(Action.BLOCK);
  }

  @Test
  void what_goes_out_leaves_by_the_interface() throws Exception {
    var passage = event(SYN.replace(",block,in,", ",pass,out,")).head().passage();
    assertThat(passage.action()).isEqualTo(Action.PASS);
    assertThat(passage.direction()).isEqualTo(Direction.OUT);
    assertThat(passage.in()).isNull();
    assertThat(passage.out()).isEqualTo("igb0");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # text,                                       payload, type, code, id, seq, mtu
          'datalength=64,echoreq,0,4660,7,',            56, 8, 0, 4660, 7, -1
          'datalength=36,unreach,needfrag,,,1400',      28, 3, 4, -1, -1, 1400
          'datalength=36,unreach,filter-prohib,,,',     28, 3, 13, -1, -1, -1
          'datalength=36,timex,transit,,,',             28, 11, 0, -1, -1, -1
          'datalength=8,unknown(42),1,,,',              0, 42, 1, -1, -1, -1
          'datalength=1,truncated-icmp=1,,,,',          -1, -1, -1, -1, -1, -1
          'datalength=64',                              56, -1, -1, -1, -1, -1
          'request,21,1',                               -1, 8, 0, 21, 1, -1
          'reply,21,1',                                 -1, 0, 0, 21, 1, -1
          'unreachport,198.51.100.2,17,33434',          -1, 3, 3, -1, -1, -1
          'unreachproto,198.51.100.2,6',                -1, 3, 2, -1, -1, -1
          'needfrag,198.51.100.2,1400',                 -1, 3, 4, -1, -1, 1400
          'timeexceed,time exceeded',                   -1, 11, -1, -1, -1, -1
          """)
  void icmp_is_read_in_the_new_form_and_the_old_ones(
      String text, int payload, int type, int code, int id, int seq, long mtu) throws Exception {
    assertThat(event(V4.formatted("1", "icmp", 84) + text).transport())
        .isEqualTo(new Icmp(payload, type, code, id, seq, mtu));
  }

  @Test
  void a_bad_option_ends_the_options() throws Exception {
    var tcp =
        (Tcp) event(V4.formatted("6", "tcp", 44) + "5,6,0,S,1,,1,,mss;[bad opt],>,").transport();
    assertThat(tcp.options()).isEqualTo("mss;[bad opt]");
  }

  @Test
  void a_header_that_is_too_long_is_an_error_and_an_event() throws Exception {
    var event =
        event(
            V4.formatted("6", "tcp", 40)
                + "5,6,-20,S,errormsg='[bad hdr length 40 - too long, > 20]',");
    assertThat(event.transport()).isEqualTo(new Tcp(-1, 2, -1, -1, -1, -1, null));
    assertThat(event.head().src().port()).isEqualTo(5);
    assertThat(event.head().extra().detail())
        .isEqualTo("{\"error\":\"[bad hdr length 40 - too long, > 20]\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"carp", "vrrp", "CARP"})
  void the_name_of_a_protocol_does_not_matter(String name) throws Exception {
    var event = event(V4.formatted("112", name, 56) + "advertise,255,12,2,100,1");
    assertThat(event.head().proto()).isEqualTo(IpProtocol.CARP);
    assertThat(event.head().extra().detail()).contains("\"vhid\":12");
  }

  @Test
  void a_remark_on_truncation_moves_what_follows() throws Exception {
    var event = event(SYN.replace(",4,0x0,", ",4,truncated-ip=400,0x0,"));
    assertThat(Flag.TRUNCATED.in(event.head().extra().flags())).isTrue();
    assertThat(event.ip().ttl()).isEqualTo(51);
  }

  @Test
  void a_header_that_filterlog_cannot_read_leaves_the_verdict() throws Exception {
    var event = event(START + "4,bad-hlen=16,");
    assertThat(event.head().passage().action()).isEqualTo(Action.BLOCK);
    assertThat(event.head().src().ip()).isNull();
    assertThat(event.head().extra().detail()).isEqualTo("{\"error\":\"bad-hlen=16\"}");
    assertThat(event(START + "5").head().extra().detail())
        .isEqualTo("{\"error\":\"IP version 5\"}");
  }

  @Test
  void a_line_that_ends_early_keeps_what_it_has() throws Exception {
    var event = event(V4.formatted("17", "udp", 31) + "53");
    assertThat(event.head().src().port()).isEqualTo(53);
    assertThat(event.head().dst().port()).isEqualTo(-1);
    assertThat(event.transport()).isEqualTo(new Other(-1));
  }

  @Test
  void a_cut_line_says_so() throws Exception {
    var bytes = Line.of(SYN);
    var cut = new Line(bytes.bytes(), 0, bytes.length(), true);
    var decoder = new FilterlogDecoder(Samples.FIREWALL, false, () -> Samples.NOON, ZoneOffset.UTC);
    assertThat(Flag.CUT.in(((PacketLogged) decoder.decode(cut)).head().extra().flags())).isTrue();
  }

  @Test
  void the_line_is_kept_when_asked_for() throws Exception {
    var decoder = new FilterlogDecoder(Samples.FIREWALL, true, () -> Samples.NOON, ZoneOffset.UTC);
    var event = (PacketLogged) decoder.decode(Line.of(SYN));
    var raw = java.util.Objects.requireNonNull(event.head().extra().raw());
    assertThat(raw.linkType()).isEqualTo(Raw.LINE);
    assertThat(new String(raw.bytes(), java.nio.charset.StandardCharsets.UTF_8)).isEqualTo(SYN);
  }
}
