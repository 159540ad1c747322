package dev.bartizan.app.daemon;

import dev.bartizan.app.config.Configuration;
import dev.bartizan.core.store.EventStore;
import dev.bartizan.store.DuckDbEventStore;
import dev.bartizan.store.StoreConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;

/** Opens the store that a configuration asks for. */
public final class Stores {
  private Stores() {}

  /** Whether a state directory holds a store. */
  public static boolean exists(StateDirectory state) {
    return Files.isDirectory(directory(state));
  }

  /**
   * Opens the store; the caller closes it.
   *
   * @param keepRaw the sources whose raw records are kept
   */
  public static EventStore open(
      Configuration configuration, StateDirectory state, Set<String> keepRaw) {
    return DuckDbEventStore.open(settings(configuration, state, keepRaw), InstantSource.system());
  }

  private static StoreConfig settings(
      Configuration configuration, StateDirectory state, Set<String> keepRaw) {
    var store = configuration.config().store();
    var directory =
        switch (store.kind()) {
          case DISK -> directory(state);
          case MEMORY -> null;
        };
    return new StoreConfig(
        directory,
        store.keepDays(),
        store.maxSize().bytes(),
        (int) (store.memoryLimit().bytes() >> 20),
        store.threads(),
        keepRaw,
        store.rawDays());
  }

  private static Path directory(StateDirectory state) {
    return state.path().resolve("store");
  }
}
