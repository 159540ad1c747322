package dev.bartizan.core.query;

/** A piece of a query. */
sealed interface Token {
  /** Where it begins, from 1. */
  int column();

  /** As it stands in the query, for messages. */
  String text();

  /**
   * A name, number or text; backslashes still in place.
   *
   * @param quoted whether it stood in quotes
   */
  record Word(int column, String text, boolean quoted) implements Token {}

  /** A bracket, a colon or a comparison. */
  record Sign(int column, String text) implements Token {}

  /** The end of the query. */
  record End(int column) implements Token {
    @Override
    public String text() {
      return "";
    }
  }
}
