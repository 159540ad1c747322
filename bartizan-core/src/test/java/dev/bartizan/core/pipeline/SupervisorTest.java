package dev.bartizan.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.event.Decoded;
import dev.bartizan.core.event.Emission;
import dev.bartizan.core.pipeline.RunningSource.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SupervisorTest {
  private final List<String> taken = Collections.synchronizedList(new ArrayList<>());
  private final BlockingQueue<String> resumes = new LinkedBlockingQueue<>();

  private final Emitter out =
      new Emitter() {
        @Override
        public void emit(List<? extends Emission> emissions, int bytes, @Nullable Position after)
            throws InterruptedException {
          Thread.sleep(0);
          taken.add(after == null ? "-" : after.encode());
        }

        @Override
        public boolean offer(List<? extends Emission> emissions, int bytes) {
          return true;
        }

        @Override
        public void skipped(long bytes, @Nullable Position after) throws InterruptedException {
          emit(List.of(), 0, after);
        }
      };

  private static Backoff soon() {
    return new Backoff(Duration.ofMillis(1), Duration.ofMillis(4), new Random(1));
  }

  private Supervisor supervise(@Nullable String committed, Source source) {
    return new Supervisor("web", source, out, committed, soon());
  }

  private static void await(Supervisor supervisor, State state) throws InterruptedException {
    while (supervisor.state().state() != state) {
      Thread.sleep(1);
    }
  }

  private static final Decoded NOTHING = new Decoded.Ignored("test");

  @Test
  void starts_from_the_committed_position_and_ends_with_the_feed() throws Exception {
    try (var supervisor = supervise("p7", (resume, _) -> resumes.add(String.valueOf(resume)))) {
      assertThat(supervisor.state().why()).isEqualTo("not started");
      supervisor.start();
      assertThat(resumes.take()).isEqualTo("p7");
      await(supervisor, State.STOPPED);
      assertThat(supervisor.state().why()).isEqualTo("the feed has ended");
    }
  }

  @Test
  void starts_a_failed_source_again_behind_what_it_had_handed_over() throws Exception {
    var mayEnd = new CountDownLatch(1);
    Source source =
        (resume, emitter) -> {
          resumes.add(String.valueOf(resume));
          if (resumes.size() == 3) {
            mayEnd.await();
          }
          emitter.emit(NOTHING, 1, () -> resume + "+");
          throw new IOException("disk on fire");
        };
    try (var supervisor = supervise(null, source)) {
      supervisor.start();
      while (resumes.size() < 3) {
        Thread.sleep(1);
      }
      assertThat(taken).containsExactly("null+", "null++");
      assertThat(resumes).containsExactly("null", "null+", "null++");
      assertThat(supervisor.state().state()).isEqualTo(State.RUNNING);
    }
  }

  @Test
  void says_why_it_waits_to_start_again() throws Exception {
    Source source =
        (_, _) -> {
          throw new IOException("disk on fire");
        };
    var later = new Backoff(Duration.ofHours(1), Duration.ofHours(1), new Random(1));
    try (var supervisor = new Supervisor("web", source, out, null, later)) {
      supervisor.start();
      await(supervisor, State.RESTARTING);
      assertThat(supervisor.state().why()).isEqualTo("disk on fire");
    }
  }

  @Test
  void an_error_is_a_failure_too() throws Exception {
    Source source =
        (_, _) -> {
          resumes.add("again");
          throw new StackOverflowError();
        };
    try (var supervisor = supervise(null, source)) {
      supervisor.start();
      for (int i = 0; i < 3; i++) {
        resumes.take();
      }
    }
  }

  @Test
  void stops_a_source_that_waits_and_returns_when_it_has_stopped() throws Exception {
    var started = new Semaphore(0);
    Source source =
        (_, _) -> {
          started.release();
          try {
            new CountDownLatch(1).await();
          } finally {
            taken.add("cleaned up");
          }
        };
    var supervisor = supervise(null, source);
    supervisor.start();
    started.acquire();
    supervisor.close();
    assertThat(taken).containsExactly("cleaned up");
    assertThat(supervisor.state())
        .isEqualTo(new RunningSource("web", State.STOPPED, "stopped", List.of()));
  }

  @Test
  void a_failure_that_the_stop_caused_is_none() throws Exception {
    var started = new Semaphore(0);
    Source source =
        (_, _) -> {
          started.release();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("closed by interrupt");
          }
        };
    var supervisor = supervise(null, source);
    supervisor.start();
    started.acquire();
    supervisor.pause();
    assertThat(supervisor.state().why()).isEqualTo("paused");
    assertThat(started.availablePermits()).isZero();
  }

  @Test
  void resumes_after_a_pause_behind_what_it_had_handed_over() throws Exception {
    Source source =
        (resume, emitter) -> {
          resumes.add(String.valueOf(resume));
          emitter.emit(NOTHING, 1, () -> resume + "+");
          resumes.add("emitted");
          new CountDownLatch(1).await();
        };
    try (var supervisor = supervise("p", source)) {
      supervisor.start();
      supervisor.start();
      assertThat(List.of(resumes.take(), resumes.take())).containsExactly("p", "emitted");
      supervisor.pause();
      supervisor.start();
      assertThat(resumes.take()).isEqualTo("p+");
    }
  }

  @Test
  void tells_what_a_reader_of_files_waits_for() throws Exception {
    record Waiting() implements Source, FileProgress {
      @Override
      public void run(@Nullable String resume, Emitter out) throws Exception {
        new CountDownLatch(1).await();
      }

      @Override
      public List<FileState> files() {
        return List.of(new FileState("/a", 3, 2, 1));
      }

      @Override
      public String waiting() {
        return "no file /b";
      }
    }
    try (var supervisor = supervise(null, new Waiting())) {
      supervisor.start();
      assertThat(supervisor.state())
          .isEqualTo(
              new RunningSource(
                  "web", State.WAITING, "no file /b", List.of(new FileState("/a", 3, 2, 1))));
    }
  }

  @Test
  void waits_longer_after_each_failure_up_to_a_limit_and_never_in_step() {
    var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(1));
    for (int failures = 1; failures < 100; failures++) {
      long most = Math.min(1000L << Math.min(failures - 1, 10), 60_000);
      assertThat(backoff.after(failures).toMillis()).isBetween(most / 2 - 1, most);
    }
    assertThat(backoff.after(1)).isNotEqualTo(backoff.after(1));
  }
}
