package dev.bartizan.store;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A statement being written: its text, and the values for its question marks in order. */
final class Sql {
  private final StringBuilder text = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  Sql add(String more) {
    text.append(more);
    return this;
  }

  Sql add(Sql more) {
    text.append(more.text);
    values.addAll(more.values);
    return this;
  }

  Sql value(long number) {
    text.append('?');
    values.add(number);
    return this;
  }

  Sql value(int number) {
    text.append('?');
    values.add(number);
    return this;
  }

  Sql value(String value) {
    text.append('?');
    values.add(value);
    return this;
  }

  /** Sixty-four bits as an unsigned number. */
  Sql unsigned(long bits) {
    text.append("CAST(? AS UBIGINT)");
    values.add(bits >= 0 ? BigInteger.valueOf(bits) : new BigInteger(Long.toUnsignedString(bits)));
    return this;
  }

  PreparedStatement prepare(Connection connection) throws SQLException {
    var statement = connection.prepareStatement(text.toString());
    int index = 1;
    for (var value : values) {
      statement.setObject(index++, value);
    }
    return statement;
  }

  /** A text as SQL writes it; for what cannot be a parameter, such as the name of a file. */
  static String quote(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  @Override
  public String toString() {
    return text + " " + values;
  }
}
