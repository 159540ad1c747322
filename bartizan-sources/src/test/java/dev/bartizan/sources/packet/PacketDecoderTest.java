package dev.bartizan.sources.packet;

import static dev.bartizan.sources.packet.FrameText.MACS;
import static dev.bartizan.sources.packet.FrameText.SIDES;
import static dev.bartizan.sources.packet.FrameText.SIDES6;
import static dev.bartizan.sources.packet.FrameText.UDP;
import static dev.bartizan.sources.packet.FrameText.UDP6;
import static dev.bartizan.sources.packet.FrameText.bytes;
import static dev.bartizan.sources.packet.FrameText.decode;
import static dev.bartizan.sources.packet.FrameText.has;
import static dev.bartizan.sources.packet.FrameText.packet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bartizan.core.event.Decoded;
import dev.bartizan.core.event.Direction;
import dev.bartizan.core.event.Flag;
import dev.bartizan.core.event.PacketLogged;
import dev.bartizan.core.event.PacketLogged.Link;
import dev.bartizan.core.event.Transport.Icmp;
import dev.bartizan.core.event.Transport.Other;
import dev.bartizan.core.event.Transport.Tcp;
import dev.bartizan.core.net.IpProtocol;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.testkit.Samples;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketDecoderTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # why,                  type, before IP
          raw,                    101,  ''
          raw by its old number,  12,   ''
          IPv4 only,              228,  ''
          Ethernet,               1,    '020000000001 020000000002 0800'
          one tag,                1,    '020000000001 020000000002 8100 0005 0800'
          two tags,               1,    '020000000001 020000000002 88a8 0014 8100 e00a 0800'
          cooked,                 113,  '0000 0001 0006 0200000000020000 0800'
          cooked and tagged,      113,  '0000 0001 0006 0200000000020000 8100 0005 0800'
          cooked 2,               276,  '0800 0000 00000003 0001 00 06 0200000000020000'
          loopback,               108,  '00000002'
          null of little endian,  0,    '02000000'
          old pflog,              17,   '00000002 656d3000000000000000000000000000 0100 0000 0100 0100'
          """)
  void every_link_type_leads_to_the_same_packet(String why, int type, String before)
      throws Exception {
    var packet = packet(type, before + UDP);
    var plain = packet(FrameDecoders.RAW, UDP);
    assertThat(packet.head().src()).as(why).isEqualTo(plain.head().src());
    assertThat(packet.head().dst()).isEqualTo(plain.head().dst());
    assertThat(packet.ip()).isEqualTo(plain.ip());
    assertThat(packet.transport()).isEqualTo(new Other(3));
    assertThat(FrameDecoders.LINK_TYPES).contains(type);
  }

  @Test
  void tags_and_link_addresses_are_kept() throws Exception {
    var packet = packet(1, MACS + "88a8 0014 8100 e00a 86dd" + UDP6);
    assertThat(packet.link()).isEqualTo(new Link("02:00:00:00:00:02", "02:00:00:00:00:01"));
    assertThat(packet.head().extra().detail()).isEqualTo("{\"vlan\":10,\"vlan.outer\":20}");
    assertThat(packet(1, MACS + "8100 0005 0800" + UDP).head().extra().detail())
        .isEqualTo("{\"vlan\":5}");
  }

  @Test
  void a_cooked_capture_tells_the_way_and_the_interface() throws Exception {
    var left = packet(276, "0800 0000 00000003 0001 04 06 0200000000020000" + UDP);
    assertThat(left.head().passage().direction()).isEqualTo(Direction.OUT);
    assertThat(left.head().passage().out()).isEqualTo("if3");
    var came = packet(276, "0800 0000 00000003 0001 00 06 0200000000020000" + UDP);
    assertThat(came.head().passage().in()).isEqualTo("if3");
    assertThat(came.link()).isEqualTo(new Link("02:00:00:00:00:02", null));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1,   '020000000001 020000000002 0806 0001080006040001'
          1,   '020000000001 020000000002 88cc 0207'
          1,   '020000000001 020000000002 0026 4242030000'
          1,   '020000000001 020000000002 8100 0005 0806 0001'
          113, '0000 0001 0006 0200000000020000 0806 0001'
          113, '0000 0338 0000 0000000000000000 0000 0001'
          108, '00000007 0001'
          """)
  void what_is_not_ip_is_ignored(int type, String frame) throws Exception {
    assertThat(decode(type, frame)).isInstanceOf(Decoded.Ignored.class);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1,   '0200'
          1,   '020000000001 020000000002 8100 00'
          1,   '020000000001 020000000002 8100 0001 8100 0001 8100 0001 8100 0001 8100 0001 0800'
          1,   '020000000001 020000000002 0800'
          1,   '020000000001 020000000002 0800 4500001f'
          1,   '020000000001 020000000002 86dd 60000000'
          101, '5500001f000040004011'
          101, ''
          113, '00000001'
          276, '08000000'
          108, '0000'
          117, ''
          117, '3d'
          117, '2c02'
          117, 'fd02'
          239, '0200'
          239, '020000000000'
          239, '0200000003000100'
          147, '00'
          """)
  void a_frame_without_a_packet_is_malformed(int type, String frame) {
    assertThatThrownBy(() -> decode(type, frame)).isInstanceOf(MalformedInput.class);
  }

  @Test
  void options_of_ipv4_are_stepped_over() throws Exception {
    var packet = packet(101, "46000020000040004011 0000" + SIDES + "94040000 003580e8000800 00");
    assertThat(packet.head().dst().port()).isEqualTo(33_000);
    assertThat(packet.ip().length()).isEqualTo(32);
  }

  @Test
  void padding_behind_the_packet_is_none_of_it() throws Exception {
    var packet = packet(1, MACS + "0800" + UDP + "00".repeat(20));
    assertThat(packet.transport()).isEqualTo(new Other(3));
    assertThat(packet.head().extra().flags()).isZero();
  }

  @Test
  void extension_headers_are_stepped_over() throws Exception {
    var packet =
        packet(
            101,
            "6000000000 20 0040"
                + SIDES6
                + "2b00050200000000 3c00000000000000 1100050200000000 003580e800080000");
    assertThat(packet.head().proto()).isEqualTo(IpProtocol.UDP);
    assertThat(packet.head().dst().port()).isEqualTo(33_000);
    assertThat(packet.ip().length()).isEqualTo(72);
    assertThat(packet.ip().offset()).isEqualTo(-1);
  }

  @Test
  void the_first_fragment_has_ports_and_a_later_one_none() throws Exception {
    var first = packet(101, "600000000010 2c40" + SIDES6 + "1100000100000007 003580e800080000");
    assertThat(first.head().src().port()).isEqualTo(53);
    assertThat(first.ip().offset()).isZero();
    assertThat(has(Flag.FRAGMENT, first)).isFalse();
    var later = packet(101, "600000000010 2c40" + SIDES6 + "110005a000000007 003580e800080000");
    assertThat(later.head().src().port()).isEqualTo(-1);
    assertThat(later.ip().offset()).isEqualTo(1440);
    assertThat(later.head().proto()).isEqualTo(IpProtocol.UDP);
    assertThat(later.transport()).isEqualTo(new Other(8));
    assertThat(has(Flag.FRAGMENT, later)).isTrue();
  }

  @Test
  void a_chain_of_headers_that_runs_out_is_an_error_and_an_event() throws Exception {
    var packet = packet(101, "600000000008 0040" + SIDES6 + "3cff050200000000");
    assertThat(packet.head().extra().detail())
        .isEqualTo("{\"error\":\"extension headers run past the packet\"}");
    assertThat(packet.head().proto()).isZero();
  }

  @Test
  void a_capture_shorter_than_the_packet_says_so() throws Exception {
    for (int length = 20; length < bytes(UDP).length; length++) {
      var frame = java.util.Arrays.copyOf(bytes(UDP), length);
      var packet = (PacketLogged) decode(101, frame, 31);
      assertThat(has(Flag.TRUNCATED, packet)).isTrue();
      assertThat(packet.head().src().port()).isEqualTo(length < 24 ? -1 : 53);
      assertThat(packet.transport()).isEqualTo(new Other(3));
    }
  }

  @Test
  void tcp_is_read_as_far_as_it_goes() throws Exception {
    var tcp =
        "45000028000040004006 0000" + SIDES + "01bbc350 00000001 ffffffff 5038 0400 0000 0007";
    assertThat(packet(101, tcp).transport())
        .isEqualTo(new Tcp(0, 0x38, 1, 0xffff_ffffL, 1024, 7, null));
    var frame = java.util.Arrays.copyOf(bytes(tcp), 34);
    assertThat(((PacketLogged) decode(101, frame, 40)).transport())
        .isEqualTo(new Tcp(0, 0x38, 1, 0xffff_ffffL, -1, -1, null));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '020405b40402080a00000001000000000103030 7', 'mss;sackOK;TS;nop;wscale'
          '0101080a0000000100000000',                  'nop;nop;TS'
          '020405b400000000',                          'mss;eol'
          'fd04f989',                                  'unknown(253)'
          '02ff05b4',                                  '[bad opt]'
          '01010200',                                  'nop;nop;[bad opt]'
          '0101010101010101010101',                    'nop;nop;nop;nop;nop;nop;nop;nop;nop;nop;nop;eol'
          """)
  void tcp_options_are_named(String options, String names) throws Exception {
    var padded = new StringBuilder(options.replace(" ", ""));
    while (padded.length() % 8 != 0) {
      padded.append('0');
    }
    int words = 5 + padded.length() / 8;
    var tcp =
        "4500%04x000040004006 0000%s01bbc350 00000001 00000000 %x002 0400 00000000"
            .formatted(20 + words * 4, SIDES, words);
    assertThat(((Tcp) packet(101, tcp + padded).transport()).options()).isEqualTo(names);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          6,  'tcp header longer than the packet', 45000028000040004006, 01bbc3500000000100000000f002040000000000
          6,  'tcp header too short',              45000028000040004006, 01bbc35000000001000000004002040000000000
          17, 'IPv4 header too short',             4400001f000040004011, 003580e8000b0000616263
          17, 'shorter than its header',           45000010000040004011, 003580e8000b0000616263
          """)
  void a_header_that_lies_is_an_error_and_an_event(
      int protocol, String why, String before, String after) throws Exception {
    var packet = packet(101, before + "0000" + SIDES + after);
    assertThat(packet.head().extra().detail()).as(why).startsWith("{\"error\":");
    assertThat(packet.head().proto()).isEqualTo(protocol);
    assertThat(packet.head().src().ip()).isNotNull();
    assertThat(packet.transport().payload()).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '0800 0000 1234 0007', 0, 8, 0, 4660, 7, -1
          '0304 0000 0000 0578', 0, 3, 4, -1, -1, 1400
          '0303 0000 0000 0000', 0, 3, 3, -1, -1, -1
          '0d00 0000 0001 0002', 0, 13, 0, 1, 2, -1
          '0b00',                -1, 11, 0, -1, -1, -1
          """)
  void icmp_is_read(String icmp, int payload, int type, int code, int id, int seq, long mtu)
      throws Exception {
    int length = 20 + bytes(icmp).length;
    var packet = packet(101, "4500%04x000040004001 0000".formatted(length) + SIDES + icmp);
    assertThat(packet.transport()).isEqualTo(new Icmp(payload, type, code, id, seq, mtu));
    assertThat(packet.head().src().port()).isEqualTo(-1);
  }

  @Test
  void a_frame_without_a_time_has_that_of_reading() throws Exception {
    var decoder = new PacketDecoder(Samples.FIREWALL, true, () -> Samples.NOON);
    var frame = bytes(UDP);
    var packet = (PacketLogged) decoder.decode(101, -1, frame, 0, frame.length, 999);
    assertThat(packet.head().time()).isEqualTo(Samples.NOON_MICROS);
    assertThat(has(Flag.UNTIMED, packet)).isTrue();
    var raw = Objects.requireNonNull(packet.head().extra().raw());
    assertThat(raw.bytes()).isEqualTo(frame);
    assertThat(raw.originalLength()).isEqualTo(999);
  }

  @Test
  void a_link_type_that_is_not_read_is_refused_at_once() {
    assertThatThrownBy(
            () -> FrameDecoders.forLinkType(147, Samples.FIREWALL, false, () -> Samples.NOON))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("147");
  }

  @Test
  void names_are_found_again_however_many_there_are() throws Exception {
    var decoder = new PacketDecoder(Samples.FIREWALL, false, () -> Samples.NOON);
    var frame = bytes(MACS + "0800" + UDP);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 5000; i++) {
        frame[10] = (byte) (i >> 8);
        frame[11] = (byte) i;
        var packet = (PacketLogged) decoder.decode(1, 1, frame, 0, frame.length, frame.length);
        assertThat(packet.link().src())
            .isEqualTo("02:00:00:00:%02x:%02x".formatted(i >> 8, i & 255));
      }
    }
  }
}
