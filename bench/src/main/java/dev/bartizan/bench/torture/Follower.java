package dev.bartizan.bench.torture;

import dev.bartizan.core.pipeline.Pipeline;
import dev.bartizan.core.pipeline.Supervisor;
import dev.bartizan.sources.file.FileFollower;
import dev.bartizan.store.DuckDbEventStore;
import dev.bartizan.store.StoreConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;

/**
 * The process that is killed: follows a log into a store. Prints how many records it committed,
 * several times a second; ends in order at the end of its input.
 */
final class Follower {
  static final String SOURCE = "log";

  private Follower() {}

  /** Takes the log and the store's directory. */
  public static void main(String[] arguments) throws Exception {
    try (var store =
        DuckDbEventStore.open(StoreConfig.in(Path.of(arguments[1])), InstantSource.system())) {
      var pipeline = new Pipeline(store, 10_000);
      var loop = Thread.ofPlatform().start(pipeline);
      var known = store.sources().get(SOURCE);
      var follower =
          new FileFollower(
              arguments[0], new NumberedLine(), FileFollower.Options.USUAL, InstantSource.system());
      var position = known == null ? null : known.position();
      try (var supervisor =
          new Supervisor(SOURCE, follower, pipeline.emitter(SOURCE), position, new Random())) {
        supervisor.start();
        report(store, supervisor);
      }
      loop.interrupt();
      loop.join();
    }
  }

  @SuppressWarnings("SystemOut")
  private static void report(DuckDbEventStore store, Supervisor supervisor)
      throws IOException, InterruptedException {
    while (System.in.available() == 0) {
      var known = store.sources().get(SOURCE);
      var counts = known == null ? "nothing" : known.counts().toString();
      System.out.println(supervisor.state().state() + " " + counts);
      Thread.sleep(200);
    }
  }
}
