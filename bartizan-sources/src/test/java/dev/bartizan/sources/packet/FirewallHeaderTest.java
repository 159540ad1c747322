package dev.bartizan.sources.packet;

import static dev.bartizan.sources.packet.FrameText.UDP;
import static dev.bartizan.sources.packet.FrameText.bytes;
import static dev.bartizan.sources.packet.FrameText.packet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.event.Action;
import dev.bartizan.core.event.Direction;
import dev.bartizan.core.event.Transport.Other;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirewallHeaderTest {
  @ParameterizedTest
  @ValueSource(ints = {45, 48, 49, 61, 64, 69, 72, 84, 100, 252})
  void a_pflog_header_of_any_length_is_read(int length) throws Exception {
    var header = new byte[(length + 3) & ~3];
    header[0] = (byte) length;
    header[1] = 2;
    header[2] = 1;
    header[3] = 10;
    header[4] = 'e';
    header[5] = 'm';
    header[39] = 77;
    java.util.Arrays.fill(header, 40, 44, (byte) 0xff);
    header[length >= 61 ? 60 : length > 48 ? 48 : 44] = 1;
    var packet = packet(117, HexFormat.of().formatHex(header) + UDP);
    assertThat(packet.rule().id()).isEqualTo("77");
    assertThat(packet.rule().reason()).isEqualTo("state-mismatch");
    assertThat(packet.head().passage().action()).isEqualTo(Action.BLOCK);
    assertThat(packet.head().passage().direction()).isEqualTo(Direction.IN);
    assertThat(packet.head().passage().in()).isEqualTo("em");
    assertThat(packet.head().dst().port()).isEqualTo(33_000);
    assertThat(packet.head().extra().detail()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # length, af, uid,       number, reason
          100,      2,  ffffffff,  15,     translate
          100,      24, ffffffff,  16,     no-route
          69,       2,  ffffffff,  15,     map-failed
          61,       28, ffffffff,  15,     map-failed
          61,       30, ffffff7f,  15,     dummynet
          61,       24, ffffff7f,  15,     state-locked
          61,       2,  ffffff7f,  15,     unknown(15)
          61,       2,  ffffffff,  99,     unknown(99)
          """)
  void late_reasons_are_those_of_the_system(
      int length, int af, String uid, int number, String reason) throws Exception {
    var header = new byte[(length + 3) & ~3];
    header[0] = (byte) length;
    header[1] = (byte) af;
    header[3] = (byte) number;
    System.arraycopy(bytes(uid), 0, header, 44, 4);
    assertThat(packet(117, HexFormat.of().formatHex(header) + UDP).rule().reason())
        .isEqualTo(reason);
  }

  @Test
  void an_owner_is_told_when_there_is_one() throws Exception {
    var header = new byte[64];
    header[0] = 61;
    System.arraycopy(bytes("e9030000 39300000"), 0, header, 44, 8);
    assertThat(packet(117, HexFormat.of().formatHex(header) + UDP).head().extra().detail())
        .isEqualTo("{\"uid\":1001,\"pid\":12345}");
  }

  @Test
  void netfilter_attributes_are_read() throws Exception {
    var packet =
        packet(
            239,
            "02000001"
                + "0800 0100 0800 01 00" // IPv4, input
                + "0800 0200 0000002a" // mark
                + "0800 0400 00000002" // came in by
                + "0c00 0a00 64726f703a20 0000" // "drop: "
                + "0800 0b00 000003e8" // uid
                + "1400 0300 000000006aff4a80 0000000000000005" // time
                + "2300 0900"
                + UDP
                + "00");
    assertThat(packet.rule().name()).isEqualTo("drop:");
    assertThat(packet.head().passage().direction()).isEqualTo(Direction.IN);
    assertThat(packet.head().passage().in()).isEqualTo("if2");
    assertThat(packet.head().passage().action()).isNull();
    assertThat(packet.head().extra().detail()).isEqualTo("{\"mark\":42,\"uid\":1000}");
    assertThat(packet.head().time()).isEqualTo(0x6aff4a80L * 1_000_000 + 5);
    assertThat(packet.transport()).isEqualTo(new Other(3));
  }

  @Test
  void an_attribute_that_comes_again_and_again_counts_once() throws Exception {
    var packet = packet(239, "02000001" + "0800 0200 0000002a".repeat(5000) + "2300 0900" + UDP);
    assertThat(packet.head().extra().detail()).isEqualTo("{\"mark\":42}");
  }
}
