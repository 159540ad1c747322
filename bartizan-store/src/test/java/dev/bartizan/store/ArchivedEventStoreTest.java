package dev.bartizan.store;

import dev.bartizan.core.store.EventStore;
import dev.bartizan.testkit.EventStoreContract;
import dev.bartizan.testkit.Samples;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same contract when every event has been rolled and moved to the archive before it is read.
 */
class ArchivedEventStoreTest extends EventStoreContract {
  @TempDir Path directory;

  @Override
  protected EventStore open() {
    var config = StoreConfig.in(directory).keepRaw(Set.of("pflog"));
    return DuckDbEventStore.idle(config, () -> Samples.NOON);
  }

  @Override
  protected void settle(EventStore store) throws Exception {
    ((DuckDbEventStore) store).upkeep().round(Samples.NOON_MICROS + 2 * Samples.DAY, true);
  }
}
