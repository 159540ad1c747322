package dev.bartizan.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.core.pipeline.Batch;
import dev.bartizan.core.query.Query;
import dev.bartizan.store.InMemoryEventStore;
import dev.bartizan.testkit.Events;
import dev.bartizan.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HubTest {
  private final InMemoryEventStore store = new InMemoryEventStore(400_000);
  private final Hub hub = new Hub(store);

  @BeforeEach
  void start() {
    hub.start();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private void commit(int events) {
    var batch = new ArrayList<Event>();
    for (int i = 0; i < events; i++) {
      batch.add(Events.blocked(Samples.SCANNER, 1 + i % 100, Samples.NOON_MICROS + i));
    }
    long last = store.commit(new Batch(batch, Map.of()));
    var stored = new ArrayList<StoredEvent>();
    for (int i = 0; i < events; i++) {
      stored.add(new StoredEvent(last - events + 1 + i, batch.get(i)));
    }
    hub.committed(stored);
  }

  private static Frame next(Reader reader, long millis) throws InterruptedException {
    return Objects.requireNonNull(reader.next(millis), "the reader has ended");
  }

  private static List<Long> ids(Frame frame) {
    return frame.events().stream().map(StoredEvent::id).toList();
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void each_event_comes_once_however_often_the_reader_leaves_and_resumes() throws Exception {
    var random = new Random(7);
    var read = new AtomicLong();
    var writer =
        Thread.ofVirtual()
            .start(() -> {
              var sizes = new Random(11);
              for (int i = 0; i < 3_000; i++) {
                commit(1 + sizes.nextInt(20));
                while (store.lastId() - read.get() > Client.MOST / 2) {
                  LockSupport.parkNanos(10_000);
                }
              }
            });
    var seen = new ArrayList<Long>();
    long after = 0;
    long shed = 0;
    do {
      try (var reader = hub.open(Query.all(), after).orElseThrow()) {
        for (int frames = random.nextInt(8); frames >= 0; frames--) {
          var frame = next(reader, 1);
          seen.addAll(ids(frame));
          after = frame.last();
          read.set(after);
          shed = Math.max(shed, frame.shed());
        }
      }
    } while (writer.isAlive() || after < store.lastId());
    assertThat(shed).isZero();
    assertThat(seen).isEqualTo(upTo(store.lastId()));
  }

  @Test
  void a_slow_reader_gets_the_newest_and_is_told_how_many_it_lost() throws Exception {
    try (var reader = hub.open(Query.all(), 0).orElseThrow()) {
      next(reader, 1);
      for (int i = 0; i < 50; i++) {
        commit(100);
      }
      long got = 0;
      Frame frame;
      do {
        frame = next(reader, 1_000);
        got += frame.events().size();
      } while (frame.last() < 5_000);
      assertThat(got + frame.shed()).isEqualTo(5_000);
      assertThat(frame.events().getLast().id()).isEqualTo(5_000);
    }
  }

  @Test
  void a_reader_that_never_reads_holds_up_neither_the_pipeline_nor_others() throws Exception {
    try (var stuck = hub.open(Query.all(), 0).orElseThrow();
        var other = hub.open(Query.parse("dst.port:7"), 0).orElseThrow()) {
      next(stuck, 1);
      next(other, 1);
      var got = new ArrayList<Long>();
      long last = 0;
      for (int i = 0; i < 300; i++) {
        commit(100);
        var frame = next(other, 1_000);
        got.addAll(ids(frame));
        last = frame.last();
      }
      while (last < 30_000) {
        var frame = next(other, 1_000);
        got.addAll(ids(frame));
        last = frame.last();
      }
      assertThat(got).isEqualTo(LongStream.range(0, 300).map(i -> i * 100 + 7).boxed().toList());
      assertThat(hub.shed()).isGreaterThanOrEqualTo(30_000 - Client.MOST);
    }
  }

  @Test
  void what_the_hub_cannot_look_through_is_counted_as_lost() throws Exception {
    try (var reader = hub.open(Query.all(), 0).orElseThrow()) {
      next(reader, 1);
      for (int i = 0; i < 10; i++) {
        commit(20_000);
      }
      long got = 0;
      Frame frame;
      do {
        frame = next(reader, 1_000);
        got += frame.events().size();
      } while (frame.last() < 200_000);
      assertThat(got + frame.shed()).isEqualTo(200_000);
    }
  }

  @Test
  void a_new_filter_holds_for_what_was_not_yet_taken() throws Exception {
    try (var reader = hub.open(Query.all(), 0).orElseThrow()) {
      next(reader, 1);
      commit(100);
      reader.filter(Query.parse("dst.port:3"));
      commit(100);
      var got = new ArrayList<Long>();
      Frame frame;
      do {
        frame = next(reader, 1_000);
        got.addAll(ids(frame));
      } while (frame.last() < 200);
      assertThat(got).containsExactly(3L, 103L);
    }
  }

  @Test
  void one_who_asks_for_the_future_gets_what_comes_next() throws Exception {
    commit(3);
    try (var reader = hub.open(Query.all(), 1_000_000).orElseThrow()) {
      next(reader, 1);
      commit(2);
      var got = new ArrayList<Long>();
      while (got.size() < 2) {
        var frame = next(reader, 1_000);
        got.addAll(ids(frame));
      }
      assertThat(got).containsExactly(4L, 5L);
    }
  }

  @Test
  void readers_are_bounded_and_make_room_when_they_leave() {
    var readers = new ArrayList<Reader>();
    for (int i = 0; i < Hub.MOST_READERS; i++) {
      readers.add(hub.open(Query.all(), 0).orElseThrow());
    }
    assertThat(hub.open(Query.all(), 0)).isEmpty();
    readers.getFirst().close();
    assertThat(hub.open(Query.all(), 0)).isPresent();
  }

  @Test
  void closing_ends_the_readers() throws Exception {
    try (var reader = hub.open(Query.all(), 0).orElseThrow()) {
      next(reader, 1);
      hub.close();
      assertThat(reader.next(60_000)).isNull();
    }
  }
}
