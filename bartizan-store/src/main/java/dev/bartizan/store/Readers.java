package dev.bartizan.store;

import dev.bartizan.core.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBConnection;

/**
 * A few threads with a connection each, on which all reads run: a call into the database holds its
 * carrier, so that a virtual thread had better wait than run it. Each read is one transaction and
 * sees one moment.
 */
final class Readers implements AutoCloseable {
  private final ExecutorService threads;
  private final Stamps stamps;
  private final BlockingQueue<DuckDBConnection> idle;
  private final AtomicLong tickets = new AtomicLong();
  private final ConcurrentSkipListSet<Long> running = new ConcurrentSkipListSet<>();

  /** Something to read. */
  @FunctionalInterface
  interface Work<T> {
    T read(Snapshot snapshot) throws SQLException;
  }

  Readers(Database database, Stamps stamps, int count) throws SQLException {
    this.threads =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().daemon().name("store-read-", 0).factory());
    this.stamps = stamps;
    this.idle = new ArrayBlockingQueue<>(count);
    for (int i = 0; i < count; i++) {
      idle.add(database.connect());
    }
  }

  <T> T read(Work<T> work) {
    Future<T> answer;
    try {
      answer = threads.submit(() -> transaction(work));
    } catch (RejectedExecutionException e) {
      throw new StoreException("the store is closed", e);
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return answer.get();
        } catch (InterruptedException _) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw failed(e.getCause() == null ? e : e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException failed(Throwable cause) {
    return switch (cause) {
      case SQLException e -> new StoreException("the store cannot be read: " + e.getMessage(), e);
      case RuntimeException e -> e;
      case Error e -> throw e;
      case Throwable e -> new StoreException("the store cannot be read: " + e.getMessage(), e);
    };
  }

  private <T> T transaction(Work<T> work) throws SQLException, InterruptedException {
    var connection = idle.take();
    long ticket = tickets.incrementAndGet();
    running.add(ticket);
    try (var statement = connection.createStatement()) {
      statement.execute("BEGIN TRANSACTION READ ONLY");
      try {
        return work.read(Snapshot.of(connection, stamps));
      } finally {
        statement.execute("ROLLBACK");
      }
    } finally {
      running.remove(ticket);
      idle.add(connection);
    }
  }

  /** A number that rises with each read. */
  long ticket() {
    return tickets.get();
  }

  /** Whether every read that had begun by this ticket is over. */
  boolean over(long ticket) {
    return running.isEmpty() || running.first() > ticket;
  }

  @Override
  public void close() {
    threads.close();
    for (Connection connection : idle) {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new StoreException("the store does not close: " + e.getMessage(), e);
      }
    }
    idle.clear();
  }
}
