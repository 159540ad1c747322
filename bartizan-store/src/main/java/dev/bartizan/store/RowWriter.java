package dev.bartizan.store;

import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.Kind;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;

/** Appends events of one kind to its table. */
final class RowWriter {
  private final DuckDBAppender appender;
  private final Field[] fields;
  private final boolean[] small;

  RowWriter(DuckDBAppender appender, Kind kind) {
    this.appender = appender;
    List<Field> all = Column.fields(kind);
    this.fields = all.toArray(Field[]::new);
    this.small = new boolean[fields.length];
    for (int i = 0; i < fields.length; i++) {
      small[i] = Column.number(fields[i]).type() == Column.Type.INTEGER;
    }
  }

  void write(long id, int stamp, Event event) throws SQLException {
    appender.beginRow();
    appender.append(id).append(event.head().time()).append(stamp);
    for (int i = 0; i < fields.length; i++) {
      var field = fields[i];
      switch (field.type()) {
        case TEXT -> {
          if (field == Field.TCP_FLAGS) {
            number(TcpFlags.of(event), true);
          } else {
            text(field.textOf(event));
          }
        }
        case ADDRESS -> {
          var address = field.addressOf(event);
          if (address == null) {
            appender.appendNull().appendNull();
          } else {
            appender.append(address.high()).append(address.low());
          }
        }
        case NUMBER, TIME, PROTOCOL, FLAGS -> number(field.numberOf(event), small[i]);
      }
    }
    text(event.head().extra().detail());
    appender.endRow();
  }

  private void text(@org.jspecify.annotations.Nullable String text) throws SQLException {
    if (text == null) {
      appender.appendNull();
    } else {
      appender.append(text);
    }
  }

  private void number(long number, boolean isSmall) throws SQLException {
    if (number < 0) {
      appender.appendNull();
    } else if (isSmall) {
      appender.append((int) number);
    } else {
      appender.append(number);
    }
  }

  void flush() throws SQLException {
    appender.flush();
  }
}
