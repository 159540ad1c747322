package dev.bartizan.store;

import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.Kind;
import dev.bartizan.core.event.Raw;
import dev.bartizan.core.pipeline.Batch;
import dev.bartizan.core.store.SourceState;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Writes batches, each in one transaction between an explicit BEGIN and COMMIT on the connection
 * that the appenders use. One thread at a time.
 */
final class Committer implements AutoCloseable {
  private final DuckDBConnection connection;
  private final Stamps stamps;
  private final Set<String> keepRaw;
  private Map<String, SourceState> sources;
  private volatile long lastId;
  private long number;

  Committer(DuckDBConnection connection, Stamps stamps, Set<String> keepRaw) throws SQLException {
    this.connection = connection;
    this.stamps = stamps;
    this.keepRaw = keepRaw;
    this.sources = Sources.read(connection);
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT last_id, commits FROM numbering")) {
      rows.next();
      this.lastId = rows.getLong(1);
      this.number = rows.getLong(2);
    }
  }

  /** How many batches were ever committed. */
  long number() {
    return number;
  }

  long lastId() {
    return lastId;
  }

  /** All of it, or nothing and an exception. */
  long commit(Batch batch) throws SQLException {
    var states = new HashMap<>(sources);
    Transactions.run(connection, "BEGIN", statement -> write(statement, batch, states));
    sources = states;
    stamps.written();
    long last = lastId + batch.events().size();
    lastId = last;
    number++;
    return last;
  }

  private void write(Statement statement, Batch batch, Map<String, SourceState> states)
      throws SQLException {
    if (!batch.events().isEmpty()) {
      events(batch.events());
    }
    long last = lastId + batch.events().size();
    statement.execute("UPDATE numbering SET last_id = " + last + ", commits = " + (number + 1));
    for (var entry : batch.progress().entrySet()) {
      var source = entry.getKey();
      states.put(source, Sources.write(connection, source, sources.get(source), entry.getValue()));
    }
  }

  private void events(List<Event> events) throws SQLException {
    var open = new ArrayList<DuckDBAppender>();
    try {
      var rows = new EnumMap<Kind, RowWriter>(Kind.class);
      long id = lastId;
      for (var event : events) {
        var kind = event.kind();
        var row = rows.get(kind);
        if (row == null) {
          row = new RowWriter(appender(kind.text(), open), kind);
          rows.put(kind, row);
        }
        row.write(++id, stamps.number(event), event);
      }
      stamps.write(connection);
      raw(events, open);
      for (var appender : open) {
        appender.flush();
      }
    } finally {
      for (var appender : open) {
        appender.close();
      }
    }
  }

  private DuckDBAppender appender(String table, List<DuckDBAppender> open) throws SQLException {
    var appender = connection.createAppender("main", table);
    open.add(appender);
    return appender;
  }

  private void raw(List<Event> events, List<DuckDBAppender> open) throws SQLException {
    if (keepRaw.isEmpty()) {
      return;
    }
    var appender = appender("raw", open);
    long id = lastId;
    for (var event : events) {
      id++;
      Raw raw = event.head().extra().raw();
      if (raw != null && keepRaw.contains(event.head().origin().source())) {
        appender.beginRow().append(id).append(event.head().time());
        appender.append(raw.linkType()).append(raw.originalLength()).append(raw.bytes()).endRow();
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
