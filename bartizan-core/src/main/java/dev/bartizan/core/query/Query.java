package dev.bartizan.core.query;

import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.Field;
import dev.bartizan.core.net.Address;
import java.util.List;
import java.util.function.Predicate;

/**
 * A parsed query: one tree, compiled to a predicate here and to SQL in the store; both give the
 * same answer. Two-valued: a test on an absent field is false, and its negation true.
 */
public sealed interface Query extends Predicate<Event> {
  /** Everything. */
  static Query all() {
    return new All();
  }

  /** Parses a query; an empty one is {@link #all}. */
  static Query parse(String text) throws QuerySyntaxException {
    return new QueryParser(text).parse();
  }

  /** Holds for this event. */
  @Override
  default boolean test(Event event) {
    return Matcher.matches(this, event);
  }

  /** Both. */
  default Query and(Query other) {
    return this instanceof All
        ? other
        : other instanceof All ? this : new And(List.of(this, other));
  }

  /** Always. */
  record All() implements Query {}

  /** All of them; at least two. */
  record And(List<Query> all) implements Query {}

  /** Any of them; at least two. */
  record Or(List<Query> any) implements Query {}

  /** Not this. */
  record Not(Query query) implements Query {}

  /** The field is present. For {@code flags}: any flag is set. */
  record Exists(Field field) implements Query {}

  /**
   * The text occurs in any TEXT field or in the detail, ignoring case.
   *
   * @param lower the text in lower case, code point by code point
   */
  record Contains(String lower) implements Query {}

  /** A TEXT field is this, by case. */
  record Is(Field field, String text) implements Query {}

  /**
   * A TEXT field has this shape, by case.
   *
   * @param parts the literal pieces between stars, at least two; a leading or trailing star makes
   *     the first or last one empty
   */
  record Like(Field field, List<String> parts) implements Query {}

  /**
   * A NUMBER, TIME or PROTOCOL field is between these, both included; NUMBER and PROTOCOL from 0,
   * TIME in microseconds.
   */
  record Between(Field field, long low, long high) implements Query {}

  /** An ADDRESS field is between these, both included: a network, a single address or a range. */
  record Within(Field field, Address low, Address high) implements Query {}

  /** The FLAGS field holds this bit. */
  record Has(int bit) implements Query {}
}
