package dev.bartizan.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** The thread that plays the story: the last day at once, then as it goes. */
final class Players implements AutoCloseable {
  /** Events of the day before the start. */
  static final int BEFORE = 80_000;

  /** Events a second from then on. */
  static final int LIVE = 200;

  private static final long TICK = 100_000;
  private static final long SLOT = 15 * 60 * 1_000_000L;
  private static final int SLOTS = 96;

  private final Edge edge;
  private final Story story;
  private final InstantSource clock;
  private final Thread thread;

  private Players(Edge edge, RandomGenerator random, InstantSource clock) {
    this.edge = edge;
    this.story = new Story(new Stage(edge, random));
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("demo").unstarted(this::play);
  }

  static Players start(Path feeds, InstantSource clock, RandomGenerator random) throws IOException {
    var players = new Players(new Edge(feeds), random, clock);
    players.thread.start();
    return players;
  }

  private void play() {
    try (edge) {
      long now = micros(clock.instant());
      before(now);
      live(now);
    } catch (InterruptedException _) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("the demo's feeds cannot be written", e);
    }
  }

  private void before(long now) throws IOException {
    long start = now - SLOTS * SLOT;
    story.begin(start);
    var rhythm = Scene.daily();
    for (int i = 0; i < SLOTS; i++) {
      long from = start + i * SLOT;
      double busy = 0.55 + 0.45 * rhythm.at(from);
      story.play(from, from + SLOT, (int) (BEFORE / (double) SLOTS * busy));
    }
    edge.flush();
  }

  private void live(long start) throws IOException, InterruptedException {
    long last = start;
    while (true) {
      Thread.sleep(TICK / 1000);
      long now = micros(clock.instant());
      story.play(last, now, (int) Math.min(10L * LIVE, (now - last) * LIVE / 1_000_000));
      edge.flush();
      last = now;
    }
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
