package dev.bartizan.store;

import dev.bartizan.core.store.EventStore;
import dev.bartizan.testkit.EventStoreContract;
import dev.bartizan.testkit.Samples;
import java.util.Set;

/** The same contract in memory, when some of the events have been summed and others not. */
class RolledEventStoreTest extends EventStoreContract {
  @Override
  protected EventStore open() {
    return DuckDbEventStore.idle(StoreConfig.memory().keepRaw(Set.of("pflog")), () -> Samples.NOON);
  }

  @Override
  protected void settle(EventStore store) throws Exception {
    ((DuckDbEventStore) store).upkeep().sum(store.lastId() * 2 / 3);
  }
}
