package dev.bartizan.store;

import dev.bartizan.core.store.EventStore;
import dev.bartizan.testkit.EventStoreContract;
import dev.bartizan.testkit.Samples;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

class DuckDbEventStoreTest extends EventStoreContract {
  @TempDir Path directory;

  @Override
  protected EventStore open() {
    var config = StoreConfig.in(directory).keepRaw(Set.of("pflog"));
    return DuckDbEventStore.idle(config, () -> Samples.NOON);
  }
}
