package dev.bartizan.sources.filterlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.Flag;
import dev.bartizan.core.pipeline.Line;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.sources.packet.FrameDecoders;
import dev.bartizan.sources.packet.PacketDecoder;
import dev.bartizan.testkit.Samples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The same packet out of pf's own capture and out of filterlog's line. Each vector's differences
 * are listed with their reason; any other fails, and so does a listed one that is none.
 */
class SamePacketTest {
  private static final Path CAPTURES = Path.of("src/test/resources/captures");

  /** The line has no time of its own, so that of reading stands in, with a flag that says so. */
  private static final Set<Field> ALWAYS = EnumSet.of(Field.TIME, Field.FLAGS);

  private static final Map<String, Difference> DIFFERENCES =
      Map.ofEntries(
          differ("tcp pure ack", "no sequence without payload, SYN, FIN or RST", Field.TCP_SEQ),
          differ("carp", "no length", Field.PAYLOAD),
          differ("sctp", "no ports", Field.SRC_PORT, Field.DST_PORT),
          differ("later frag", "the line ends after the addresses", Field.PAYLOAD),
          differ("last frag", "the line ends after the addresses", Field.PAYLOAD),
          differ(
              "bad tcp hlen",
              "an error in place of the values",
              Field.SRC_PORT,
              Field.DST_PORT,
              Field.TCP_FLAGS,
              Field.TCP_SEQ,
              Field.TCP_WINDOW),
          differ(
              "v6 MLD hopopts",
              "filterlog walks extension headers wrongly and prints no protocol that is true",
              Field.PROTO,
              Field.PAYLOAD,
              Field.ICMP_TYPE,
              Field.ICMP_CODE),
          differ(
              "v6 frag udp",
              "filterlog walks extension headers wrongly and prints no protocol that is true",
              Field.PROTO,
              Field.PAYLOAD,
              Field.SRC_PORT,
              Field.DST_PORT,
              Field.IP_OFFSET),
          differ("v6 carp", "no length", Field.PAYLOAD));

  private record Difference(String why, Set<Field> fields) {}

  private static Map.Entry<String, Difference> differ(String name, String why, Field... fields) {
    return Map.entry(name, new Difference(why, EnumSet.copyOf(List.of(fields))));
  }

  @TestFactory
  Stream<DynamicTest> packet_and_line_give_the_same_event() throws Exception {
    var names = Files.readAllLines(CAPTURES.resolve("names.txt"));
    var lines = Files.readAllLines(CAPTURES.resolve("filterlog.csv"));
    var packets = packets();
    assertThat(List.of(names.size(), lines.size(), packets.size())).containsOnly(36);
    var tests = new ArrayList<DynamicTest>();
    for (int i = 0; i < names.size(); i++) {
      var line = lines.get(i);
      var packet = packets.get(i);
      var name = names.get(i);
      tests.add(DynamicTest.dynamicTest(name, () -> compare(name, packet, event(line))));
    }
    return tests.stream();
  }

  private static void compare(String name, Event packet, Event line) {
    var found = EnumSet.noneOf(Field.class);
    for (var field : Field.values()) {
      var inPacket = String.valueOf(EventJson.text(field, packet));
      var inLine = String.valueOf(EventJson.text(field, line));
      if (!ALWAYS.contains(field) && !inLine.equals(inPacket)) {
        found.add(field);
        assertThat(inLine).as("%s is not that of the packet", field).isEqualTo("null");
      }
    }
    assertThat(flags(line)).isEqualTo(flags(packet));
    var expected = DIFFERENCES.get(name);
    assertThat(found).isEqualTo(expected == null ? Set.of() : expected.fields());
    assertThat(detail(line)).isEqualTo(detail(packet));
  }

  private static int flags(Event event) {
    return event.head().extra().flags() & ~Flag.UNTIMED.bit();
  }

  /** What only one of the two can know is left out. */
  private static String detail(Event event) {
    var detail = String.valueOf(event.head().extra().detail());
    return detail.startsWith("{\"unread\"") ? "null" : detail;
  }

  private static Event event(String line) throws MalformedInput {
    var decoder = new FilterlogDecoder(Samples.FIREWALL, false, () -> Samples.NOON, ZoneOffset.UTC);
    return (Event) decoder.decode(Line.of(line));
  }

  private static List<Event> packets() throws IOException, MalformedInput {
    var decoder = new PacketDecoder(Samples.FIREWALL, false, () -> Samples.NOON);
    var capture = Files.readAllBytes(CAPTURES.resolve("pflog.pcap"));
    var numbers = ByteBuffer.wrap(capture).order(ByteOrder.LITTLE_ENDIAN);
    var events = new ArrayList<Event>();
    for (int at = 24; at < capture.length; at += 16 + numbers.getInt(at + 8)) {
      int length = numbers.getInt(at + 8);
      events.add((Event) decoder.decode(FrameDecoders.PFLOG, 1, capture, at + 16, length, length));
    }
    return events;
  }
}
