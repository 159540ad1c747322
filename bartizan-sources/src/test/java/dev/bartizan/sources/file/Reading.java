package dev.bartizan.sources.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.event.Decoded;
import dev.bartizan.core.pipeline.FileState;
import dev.bartizan.core.pipeline.LineDecoder;
import dev.bartizan.core.pipeline.MalformedInput;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A follower at work, in a hurry. */
final class Reading implements AutoCloseable {
  static final Pace PACE = pace(Duration.ofHours(1));

  static Pace pace(Duration unwatched) {
    return new Pace(
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(60),
        unwatched,
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofDays(7));
  }

  /** Lines as they are; those that begin with an exclamation mark are refused. */
  static final LineDecoder TEXT =
      line -> {
        if (line.text().startsWith("!")) {
          throw new MalformedInput("exclaims");
        }
        return new Decoded.Ignored(line.cut() ? line.text() + "~" : line.text());
      };

  final Recording out = new Recording();
  private final FileFollower follower;
  private final Thread thread;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  Reading(String pattern, FileFollower.Options options, @Nullable String resume) {
    this(pattern, options, resume, PACE);
  }

  Reading(String pattern, FileFollower.Options options, @Nullable String resume, Pace pace) {
    follower = new FileFollower(pattern, TEXT, options, InstantSource.system(), pace);
    thread = Thread.ofVirtual().start(() -> run(resume));
  }

  private void run(@Nullable String resume) {
    try {
      follower.run(resume, out);
    } catch (Exception e) {
      failure.set(e);
    }
  }

  /** Waits for this many lines, then a while for more. */
  List<String> lines(int count) throws InterruptedException {
    await(() -> out.lines().size() >= count);
    quiet();
    return out.lines();
  }

  void await(BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean() && thread.isAlive() && System.nanoTime() < until) {
      Thread.sleep(2);
    }
    assertThat(condition.getAsBoolean())
        .as("lines %s, gaps %s, failure %s", out.lines(), out.gaps, failure.get())
        .isTrue();
  }

  /** Waits until nothing has come for some time. */
  void quiet() throws InterruptedException {
    for (int count = -1; count != out.counts.size(); ) {
      count = out.counts.size();
      Thread.sleep(60);
    }
  }

  List<FileState> files() {
    return follower.files();
  }

  @Nullable String waiting() {
    return follower.waiting();
  }

  @Nullable Exception failure() {
    return failure.get();
  }

  /** Stops, as a kill would, and tells the last position. */
  String stop() {
    close();
    return out.last();
  }

  @Override
  public void close() {
    thread.interrupt();
    boolean ended = false;
    while (!ended) {
      try {
        ended = thread.join(Duration.ofSeconds(60));
      } catch (InterruptedException e) {
        throw new AssertionError("stuck", e);
      }
    }
  }
}
