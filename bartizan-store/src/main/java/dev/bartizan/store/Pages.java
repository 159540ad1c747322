package dev.bartizan.store;

import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.core.store.Page;
import java.util.List;

/** Makes a page of one event more than it may hold. */
final class Pages {
  private Pages() {}

  static Page page(List<StoredEvent> found, int limit) {
    if (found.size() <= limit) {
      return new Page(List.copyOf(found), null);
    }
    var events = List.copyOf(found.subList(0, limit));
    var last = events.getLast();
    return new Page(events, new Cursor(last.event().head().time(), last.id()).toString());
  }
}
