package dev.bartizan.core.pipeline;

import dev.bartizan.core.pipeline.RunningSource.State;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs one source on a virtual thread and starts it again when it fails, after 1 s, 2 s, 4 s ... 60
 * s, at most that and at least half of it. A restart resumes where the source's last hand-over
 * ended, which the pipeline commits in order: nothing is lost and nothing doubled. A failure is
 * told once, in the log and in {@link #state}. Methods may be called from any thread.
 */
public final class Supervisor implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Supervisor.class.getName());

  private final String name;
  private final Source source;
  private final Remembering out;
  private final @Nullable String committed;
  private final Backoff backoff;
  private @Nullable Thread thread;
  private volatile Status status = new Status(State.STOPPED, "not started");

  private record Status(State state, @Nullable String why) {}

  /**
   * A source to be started.
   *
   * @param committed its position in the store, or null at its very first start
   * @param chance spreads restarts
   */
  public Supervisor(
      String name, Source source, Emitter out, @Nullable String committed, RandomGenerator chance) {
    this(
        name,
        source,
        out,
        committed,
        new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), chance));
  }

  Supervisor(String name, Source source, Emitter out, @Nullable String committed, Backoff backoff) {
    this.name = name;
    this.source = source;
    this.out = new Remembering(out);
    this.committed = committed;
    this.backoff = backoff;
  }

  /** Starts the source, or resumes it after {@link #pause}; does nothing while it runs. */
  public synchronized void start() {
    if (thread == null || !thread.isAlive()) {
      status = new Status(State.RUNNING, null);
      thread = Thread.ofVirtual().name("source-" + name).start(this::keepRunning);
    }
  }

  /** Stops reading until {@link #start}; returns when the source has stopped. */
  public void pause() {
    stop("paused");
  }

  /** Stops the source for good; returns when it has stopped. */
  @Override
  public void close() {
    stop("stopped");
  }

  /** How it is. */
  public RunningSource state() {
    var now = status;
    var files = source instanceof FileProgress progress ? progress.files() : List.<FileState>of();
    var lacking = source instanceof FileProgress progress ? progress.waiting() : null;
    return now.state == State.RUNNING && lacking != null
        ? new RunningSource(name, State.WAITING, lacking, files)
        : new RunningSource(name, now.state, now.why, files);
  }

  private synchronized void stop(String why) {
    var running = thread;
    if (running != null) {
      running.interrupt();
      join(running);
      thread = null;
    }
    status = new Status(State.STOPPED, why);
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepRunning() {
    int failures = 0;
    try {
      while (true) {
        var failure = runOnce();
        if (failure == null) {
          status = new Status(State.STOPPED, "the feed has ended");
          return;
        }
        failures = out.moved() ? 1 : failures + 1;
        Thread.sleep(report(failure, failures));
        status = new Status(State.RUNNING, null);
      }
    } catch (InterruptedException _) {
      status = new Status(State.STOPPED, "stopped");
    }
  }

  /** What it failed with, or null when it came to its end. */
  @SuppressWarnings("CatchAndPrintStackTrace")
  private @Nullable Throwable runOnce() throws InterruptedException {
    try {
      source.run(out.last() == null ? committed : out.last(), out);
      return null;
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      return e;
    }
  }

  private Duration report(Throwable failure, int failures) {
    var why = Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName());
    status = new Status(State.RESTARTING, why);
    var pause = backoff.after(failures);
    LOG.log(
        System.Logger.Level.WARNING,
        "source " + name + " failed and starts again in " + pause.toMillis() + " ms",
        failure);
    return pause;
  }
}
