package dev.bartizan.store;

import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.PacketLogged;
import dev.bartizan.core.event.Transport;
import dev.bartizan.core.query.Query;
import java.util.ArrayList;
import java.util.Objects;
import java.util.function.Predicate;

/** The field {@code tcp.flags}: letters to the query, bits in the column. */
final class TcpFlags {
  private TcpFlags() {}

  /** The bits, or -1. */
  static int of(Event event) {
    return event instanceof PacketLogged packet && packet.transport() instanceof Transport.Tcp tcp
        ? tcp.flags() < 0 ? -1 : tcp.flags() & 255
        : -1;
  }

  /** The letters of a row's bits. */
  static Value value(int bits) {
    return new Value.Text(letters(bits));
  }

  private static String letters(int bits) {
    return Objects.requireNonNull(Transport.Tcp.letters(bits));
  }

  /** Appends the condition that a row's letters pass. */
  static void condition(Sql out, Predicate<String> passes) {
    var bits = new ArrayList<String>();
    for (int i = 0; i < 256; i++) {
      if (passes.test(letters(i))) {
        bits.add(Integer.toString(i));
      }
    }
    out.add(bits.isEmpty() ? "FALSE" : "\"tcp.flags\" IN (" + String.join(", ", bits) + ")");
  }

  /** Appends the condition of a query about nothing but this field. */
  static void condition(Sql out, Query query) {
    condition(out, letters -> query.test(packet(letters)));
  }

  private static Event packet(String letters) {
    var tcp = new Transport.Tcp(-1, Transport.Tcp.bits(letters), -1, -1, -1, -1, null);
    var packet = Stamp.with(null).packet();
    return new PacketLogged(packet.head(), packet.rule(), packet.ip(), tcp, packet.link());
  }

  /** Whether a field is this one. */
  static boolean is(Field field) {
    return field == Field.TCP_FLAGS;
  }
}
