package dev.bartizan.core.query;

import dev.bartizan.core.config.Suggestion;
import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.Flag;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.IpProtocol;
import dev.bartizan.core.net.Prefix;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The left side of a term: the fields that its value is tested against, any of which may match. */
record Target(String name, List<Field> fields) {
  private static final List<String> SHORT =
      List.of("ip", "host", "port", "iface", "mac", "nat.ip", "nat.port", "rule", "flag");

  static Target named(String name, int column) throws QuerySyntaxException {
    var fields = QueryParser.Fields.named(name.toLowerCase(Locale.ROOT));
    if (fields.isEmpty()) {
      var known =
          java.util.stream.Stream.concat(
              Arrays.stream(Field.values()).map(Field::text), SHORT.stream());
      throw new QuerySyntaxException(
          column, "no field is called '" + name + "'" + Suggestion.among(name, known.toList()));
    }
    return new Target(name, fields);
  }

  Query exists() {
    return any(Query.Exists::new);
  }

  Query equal(Token.Word word) throws QuerySyntaxException {
    if (!word.quoted() && word.text().equals("*")) {
      return exists();
    }
    return switch (type()) {
      case TEXT -> text(word);
      case ADDRESS -> {
        var prefix = prefix(word);
        yield any(f -> new Query.Within(f, prefix.first(), prefix.last()));
      }
      case NUMBER, TIME, PROTOCOL -> {
        long low = number(word, false);
        long high = number(word, true);
        yield any(f -> new Query.Between(f, low, high));
      }
      case FLAGS -> new Query.Has(flag(word).bit());
    };
  }

  Query compare(String comparison, Token.Word word) throws QuerySyntaxException {
    long least = least(word);
    return switch (comparison) {
      case ">=" -> between(number(word, false), Long.MAX_VALUE);
      case ">" -> between(number(word, true) + 1, Long.MAX_VALUE);
      case "<=" -> between(least, number(word, true));
      case "<" -> between(least, number(word, false) - 1);
      default -> throw new IllegalStateException(comparison);
    };
  }

  Query range(Token.Word from, boolean fromIncluded, Token.Word to, boolean toIncluded)
      throws QuerySyntaxException {
    if (type() == Field.Type.ADDRESS) {
      return addresses(from, fromIncluded, to, toIncluded);
    }
    long low =
        open(from) ? least(from) : fromIncluded ? number(from, false) : number(from, true) + 1;
    long high = open(to) ? Long.MAX_VALUE : toIncluded ? number(to, true) : number(to, false) - 1;
    if (low > high) {
      throw new QuerySyntaxException(
          from.column(), "the range " + from.text() + " TO " + to.text() + " is empty");
    }
    return between(low, high);
  }

  private Query addresses(Token.Word from, boolean fromIncluded, Token.Word to, boolean toIncluded)
      throws QuerySyntaxException {
    if (!fromIncluded || !toIncluded) {
      throw new QuerySyntaxException(
          from.column(), "a range of addresses includes both ends: write [a TO b]");
    }
    var low = open(from) ? new Address(0, 0) : prefix(from).first();
    var high = open(to) ? new Address(-1, -1) : prefix(to).last();
    if (low.compareTo(high) > 0) {
      throw new QuerySyntaxException(
          from.column(), "the range " + from.text() + " TO " + to.text() + " is empty");
    }
    return any(f -> new Query.Within(f, low, high));
  }

  private static boolean open(Token.Word word) {
    return !word.quoted() && word.text().equals("*");
  }

  private Query between(long low, long high) {
    return any(f -> new Query.Between(f, low, high));
  }

  private Query any(Function<Field, Query> of) {
    return fields.size() == 1
        ? of.apply(fields.getFirst())
        : new Query.Or(fields.stream().map(of).toList());
  }

  private Field.Type type() {
    return fields.getFirst().type();
  }

  private Query text(Token.Word word) throws QuerySyntaxException {
    var choices = fields.getFirst().choices();
    var parts = Wildcard.parts(word.text(), word.column() + (word.quoted() ? 1 : 0));
    if (parts.size() > 1) {
      return any(f -> new Query.Like(f, parts));
    }
    var text = choices.isEmpty() ? parts.getFirst() : parts.getFirst().toLowerCase(Locale.ROOT);
    if (!choices.isEmpty() && !choices.contains(text)) {
      throw new QuerySyntaxException(
          word.column(),
          name + " is one of " + String.join(", ", choices) + "; found '" + word.text() + "'");
    }
    return any(f -> new Query.Is(f, text));
  }

  private Prefix prefix(Token.Word word) throws QuerySyntaxException {
    var prefix = Prefix.parse(word.text());
    if (prefix == null) {
      throw new QuerySyntaxException(
          word.column(),
          name
              + " takes an address or a network such as 203.0.113.0/24; found '"
              + word.text()
              + "'");
    }
    return prefix;
  }

  private Flag flag(Token.Word word) throws QuerySyntaxException {
    for (var flag : Flag.values()) {
      if (flag.text().equals(word.text().toLowerCase(Locale.ROOT))) {
        return flag;
      }
    }
    var all = Arrays.stream(Flag.values()).map(Flag::text).toList();
    throw new QuerySyntaxException(
        word.column(),
        name + " is one of " + String.join(", ", all) + "; found '" + word.text() + "'");
  }

  private long least(Token.Word word) throws QuerySyntaxException {
    return switch (type()) {
      case NUMBER, TIME, PROTOCOL -> 0;
      case TEXT, ADDRESS, FLAGS ->
          throw new QuerySyntaxException(
              word.column(), name + " cannot be compared with >, <, or a range");
    };
  }

  /** The value as a number; where it stands for a stretch (a day), its last one if {@code end}. */
  private long number(Token.Word word, boolean end) throws QuerySyntaxException {
    return switch (type()) {
      case NUMBER -> digits(word, name + " takes a number from 0");
      case PROTOCOL -> protocol(word);
      case TIME -> time(word, end);
      case TEXT, ADDRESS, FLAGS -> least(word);
    };
  }

  private long protocol(Token.Word word) throws QuerySyntaxException {
    int number = IpProtocol.number(word.text());
    if (number == IpProtocol.NONE) {
      throw new QuerySyntaxException(
          word.column(),
          name
              + " takes a protocol such as tcp, udp, icmp, or 0 to 255; found '"
              + word.text()
              + "'");
    }
    return number;
  }

  private static long digits(Token.Word word, String expected) throws QuerySyntaxException {
    if (word.text().isEmpty()
        || word.text().length() > 15
        || !word.text().chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new QuerySyntaxException(word.column(), expected + "; found '" + word.text() + "'");
    }
    return Long.parseLong(word.text());
  }

  private long time(Token.Word word, boolean end) throws QuerySyntaxException {
    try {
      if (word.text().length() == 10) {
        var day =
            LocalDate.parse(word.text())
                .plusDays(end ? 1 : 0)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        return micros(day) - (end ? 1 : 0);
      }
      return micros(OffsetDateTime.parse(word.text()).toInstant());
    } catch (DateTimeException _) {
      throw new QuerySyntaxException(
          word.column(),
          name
              + " takes a day or a time such as 2026-01-31 or 2026-01-31T12:00:00Z; found '"
              + word.text()
              + "'");
    }
  }

  private static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
  }
}
