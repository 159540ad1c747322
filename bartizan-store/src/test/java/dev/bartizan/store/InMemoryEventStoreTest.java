package dev.bartizan.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.core.query.Query;
import dev.bartizan.core.store.EventStore;
import dev.bartizan.core.store.Selection;
import dev.bartizan.testkit.EventStoreContract;
import dev.bartizan.testkit.Events;
import dev.bartizan.testkit.Samples;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InMemoryEventStoreTest extends EventStoreContract {
  @Override
  protected EventStore open() {
    return new InMemoryEventStore(10_000, Set.of("pflog"));
  }

  @Test
  void forgets_the_oldest_when_it_is_full() {
    var store = new InMemoryEventStore(3);
    for (int i = 0; i < 5; i++) {
      store.commit(batch(List.of(Events.blocked(Samples.SCANNER, i, Samples.NOON_MICROS - i))));
    }
    assertThat(store.after(0, 9)).extracting(StoredEvent::id).containsExactly(3L, 4L, 5L);
    assertThat(store.count(Selection.of(Query.all()))).isEqualTo(3);
    assertThat(store.lastId()).isEqualTo(5);
  }
}
