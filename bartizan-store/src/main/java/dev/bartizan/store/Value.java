package dev.bartizan.store;

import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.Flag;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.IpProtocol;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The value of a field as it is counted and ordered: text by its bytes in UTF-8, addresses as
 * unsigned numbers, all others as numbers.
 */
sealed interface Value extends Comparable<Value> {
  /** As in JSON and CSV. */
  String print(Field field);

  static @Nullable Value of(Field field, Event event) {
    return switch (field.type()) {
      case TEXT -> Text.of(field.textOf(event));
      case ADDRESS -> Ip.of(field.addressOf(event));
      case NUMBER, TIME, PROTOCOL -> Quantity.of(field.numberOf(event), 0);
      case FLAGS -> Quantity.of(field.numberOf(event), 1);
    };
  }

  record Text(String text) implements Value {
    static @Nullable Text of(@Nullable String text) {
      return text == null ? null : new Text(text);
    }

    @Override
    public String print(Field field) {
      return text;
    }

    @Override
    public int compareTo(Value other) {
      return Arrays.compareUnsigned(
          text.getBytes(StandardCharsets.UTF_8),
          ((Text) other).text.getBytes(StandardCharsets.UTF_8));
    }
  }

  record Ip(Address address) implements Value {
    static @Nullable Ip of(@Nullable Address address) {
      return address == null ? null : new Ip(address);
    }

    @Override
    public String print(Field field) {
      return address.toString();
    }

    @Override
    public int compareTo(Value other) {
      return address.compareTo(((Ip) other).address);
    }
  }

  record Quantity(long number) implements Value {
    static @Nullable Quantity of(long number, long least) {
      return number < least ? null : new Quantity(number);
    }

    @Override
    public String print(Field field) {
      return switch (field.type()) {
        case TIME -> dev.bartizan.core.event.EventJson.time(number);
        case PROTOCOL -> IpProtocol.name((int) number);
        case FLAGS ->
            Arrays.stream(Flag.values())
                .filter(flag -> flag.in((int) number))
                .map(Flag::text)
                .collect(Collectors.joining(" "));
        case NUMBER, TEXT, ADDRESS -> Long.toString(number);
      };
    }

    @Override
    public int compareTo(Value other) {
      return Long.compare(number, ((Quantity) other).number);
    }
  }
}
