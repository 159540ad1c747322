package dev.bartizan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.event.Emission;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.pipeline.Emitter;
import dev.bartizan.core.pipeline.Position;
import dev.bartizan.core.pipeline.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What holds for every {@link Source}. A source that waits for more at the end of its recording is
 * stopped there.
 */
@Timeout(60)
public abstract class SourceContract {
  private static final int MOST_RESUMES = 40;

  private Recording recording = new Recording(0, 0, -1);

  /**
   * What a source should find.
   *
   * @param events how many
   * @param malformed how many records it should refuse; at least one, or the kit proves little
   * @param bytes of input in all; -1 when that cannot be said, as for compressed input
   */
  public record Recording(int events, int malformed, long bytes) {}

  /** Makes the recording that {@link #source} reads; called before each test. */
  protected abstract Recording record() throws Exception;

  /** A source that reads the recording, each time a new one. */
  protected abstract Source source() throws Exception;

  /** Whether the source can go on where another one stopped. */
  protected boolean resumes() {
    return true;
  }

  @BeforeEach
  final void makeRecording() throws Exception {
    recording = record();
  }

  @Test
  void emits_what_the_recording_holds_and_the_books_balance() throws Exception {
    var heard = listen(null, recording.events, recording.malformed);
    assertThat(heard.events).hasSize(recording.events);
    assertThat(heard.malformed).hasSize(recording.malformed);
    if (recording.bytes >= 0) {
      assertThat(heard.read + heard.skipped).isEqualTo(recording.bytes);
    }
  }

  @Test
  void tells_of_refused_records_what_where_and_a_printable_sample() throws Exception {
    var heard = listen(null, recording.events, recording.malformed);
    assertThat(heard.malformed)
        .allSatisfy(input -> {
          assertThat(input.why()).isNotBlank();
          assertThat(input.where()).isNotBlank();
          assertThat(input.sample()).hasSizeLessThanOrEqualTo(200);
          assertThat(input.sample().chars()).noneMatch(Character::isISOControl);
        });
  }

  @Test
  void resumes_from_each_position_with_nothing_lost_or_doubled() throws Exception {
    var whole = listen(null, recording.events, recording.malformed);
    if (!resumes()) {
      assertThat(whole.places).isEmpty();
      return;
    }
    assertThat(whole.places).isNotEmpty();
    int step = Math.max(1, whole.places.size() / MOST_RESUMES);
    for (int i = whole.places.size() - 1; i >= 0; i -= step) {
      var place = whole.places.get(i);
      var rest =
          listen(
              place.position.encode(),
              recording.events - place.events,
              recording.malformed - place.malformed);
      assertThat(rest.events)
          .as("from %s", place.position.encode())
          .isEqualTo(whole.events.subList(place.events, recording.events));
      assertThat(rest.malformed).hasSize(recording.malformed - place.malformed);
    }
  }

  @Test
  void stops_soon_after_an_interrupt_though_downstream_is_full() throws Exception {
    var full = new CountDownLatch(1);
    var source = source();
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                source.run(null, new Full(full));
              } catch (Exception _) {
                Thread.currentThread().interrupt();
              }
            });
    full.await();
    thread.interrupt();
    assertThat(thread.join(Duration.ofSeconds(20))).as("it stopped").isTrue();
  }

  @Test
  void does_not_close_what_it_hands_over_to() throws Exception {
    assertThat(listen(null, recording.events, recording.malformed).closed).isFalse();
  }

  private Heard listen(@Nullable String resume, int events, int malformed) throws Exception {
    var heard = new Heard();
    var source = source();
    var ended = new CountDownLatch(1);
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                source.run(resume, heard);
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              } catch (Exception e) {
                heard.failure(e);
              }
              ended.countDown();
            });
    while (ended.getCount() > 0 && !heard.has(events, malformed)) {
      Thread.sleep(1);
    }
    if (!ended.await(50, TimeUnit.MILLISECONDS)) {
      thread.interrupt();
      ended.await();
    }
    assertThat(heard.failure).isNull();
    return heard;
  }

  private record Place(Position position, int events, int malformed) {}

  /** Takes everything. */
  private static final class Heard implements Emitter, AutoCloseable {
    private final List<Event> events = new ArrayList<>();
    private final List<Emission.Malformed> malformed = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private long read;
    private long skipped;
    private boolean closed;
    private @Nullable Exception failure;

    synchronized boolean has(int wantedEvents, int wantedMalformed) {
      return events.size() >= wantedEvents && malformed.size() >= wantedMalformed;
    }

    synchronized void failure(Exception e) {
      if (!(e instanceof java.nio.channels.ClosedByInterruptException)) {
        failure = e;
      }
    }

    @Override
    public void emit(List<? extends Emission> emissions, int bytes, @Nullable Position after)
        throws InterruptedException {
      emit(emissions, bytes, 0, after);
    }

    @Override
    public synchronized void emit(
        List<? extends Emission> emissions, int bytes, long passed, @Nullable Position after)
        throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      for (var emission : emissions) {
        if (emission instanceof Event event) {
          events.add(event);
        } else if (emission instanceof Emission.Malformed input) {
          malformed.add(input);
        }
      }
      read += bytes;
      skipped += passed;
      if (after != null) {
        places.add(new Place(after, events.size(), malformed.size()));
      }
    }

    @Override
    public boolean offer(List<? extends Emission> emissions, int bytes) {
      try {
        emit(emissions, bytes, null);
        return true;
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    @Override
    public void skipped(long bytes, @Nullable Position after) throws InterruptedException {
      emit(List.of(), 0, bytes, after);
    }

    @Override
    public synchronized void close() {
      closed = true;
    }
  }

  /** Takes nothing, for ever. */
  private record Full(CountDownLatch asked) implements Emitter {
    @Override
    public void emit(List<? extends Emission> emissions, int bytes, @Nullable Position after)
        throws InterruptedException {
      asked.countDown();
      new CountDownLatch(1).await();
    }

    @Override
    public boolean offer(List<? extends Emission> emissions, int bytes) {
      return false;
    }

    @Override
    public void skipped(long bytes, @Nullable Position after) throws InterruptedException {
      emit(List.of(), 0, after);
    }
  }
}
