package dev.bartizan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Waits until a daemon has committed a number of events: {@code Await STATE_DIRECTORY EVENTS}. */
final class Await {
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private Await() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var state = Path.of(arguments[0]);
    long wanted = Long.parseLong(arguments[1]);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(state.resolve("daemon.json"))) {
      pause(end, "the daemon did not start");
    }
    var daemon = Daemon.in(state);
    while (daemon.events() < wanted) {
      pause(
          end,
          "after "
              + PATIENCE.toMinutes()
              + " minutes only "
              + daemon.events()
              + " of "
              + wanted
              + " events are there");
    }
  }

  private static void pause(long end, String otherwise) throws InterruptedException {
    if (System.nanoTime() > end) {
      throw new IllegalStateException(otherwise);
    }
    Thread.sleep(50);
  }
}
