package dev.bartizan.web.live;

import dev.bartizan.core.query.Query;
import dev.bartizan.core.store.EventStore;
import org.jspecify.annotations.Nullable;

/**
 * One reader's view of the live stream: first what the store holds after the number it began with,
 * then what is committed, each once. Used by one thread, but for {@link #filter} and {@link #end}.
 */
public final class Reader implements AutoCloseable {
  private static final int PAGE = 1_000;

  private final Hub hub;
  private final EventStore store;
  private final Client client;
  private boolean live;

  Reader(Hub hub, EventStore store, Client client) {
    this.hub = hub;
    this.store = store;
    this.client = client;
  }

  /**
   * What there is next. While it catches up it answers at once, and never sheds; later it waits for
   * a first event, and no longer than this, so the frame may be empty.
   *
   * @return null once ended
   */
  public @Nullable Frame next(long millis) throws InterruptedException {
    while (!live && !client.isEnded()) {
      var page = store.after(client.examined(), PAGE);
      if (!page.isEmpty()) {
        return client.catchUp(page);
      }
      live = client.goLive();
    }
    return client.take(millis);
  }

  /** Whether it still reads what is past. */
  public boolean isCatchingUp() {
    return !live;
  }

  /** Changes the filter for what comes next. */
  public void filter(Query query) {
    client.filter(query);
  }

  /** Makes {@link #next} answer null. */
  public void end() {
    client.end();
  }

  @Override
  public void close() {
    client.end();
    hub.leave(client);
  }
}
