package dev.bartizan.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.event.Decoded;
import dev.bartizan.core.event.Emission;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.Extra;
import dev.bartizan.core.event.Head;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.event.Passage;
import dev.bartizan.core.event.RequestServed;
import dev.bartizan.core.net.Endpoint;
import dev.bartizan.core.store.StoreException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PipelineTest {
  private final List<Batch> batches = new ArrayList<>();
  private final Semaphore mayCommit = new Semaphore(0);
  private UnaryOperator<Batch> refusal = UnaryOperator.identity();
  private Pipeline pipeline = new Pipeline(store(), 100);
  private Thread running = new Thread();

  private dev.bartizan.core.store.EventStore store() {
    return (dev.bartizan.core.store.EventStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {dev.bartizan.core.store.EventStore.class},
            (_, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("commit");
              return commit((Batch) arguments[0]);
            });
  }

  private long commit(Batch batch) throws InterruptedException {
    mayCommit.acquire();
    synchronized (batches) {
      batches.add(refusal.apply(batch));
      return batches.stream().mapToLong(b -> b.events().size()).sum();
    }
  }

  private void start(int capacity) {
    pipeline = new Pipeline(store(), capacity);
    running = Thread.ofPlatform().start(pipeline);
  }

  private void finish() throws InterruptedException {
    mayCommit.release(1_000_000);
    while (pipeline.waiting() > 0) {
      Thread.sleep(5);
    }
    running.interrupt();
    running.join();
  }

  @AfterEach
  void stop() {
    mayCommit.release(1_000_000);
    running.interrupt();
  }

  private static Event event(int number) {
    var head =
        new Head(
            number,
            new Origin("s", "t"),
            Endpoint.NONE,
            Endpoint.NONE,
            -1,
            Passage.UNKNOWN,
            Extra.NONE);
    return new RequestServed(
        head,
        new RequestServed.Request(null, null, null, null, null),
        new RequestServed.Response(-1, -1, -1),
        RequestServed.Client.UNKNOWN);
  }

  private List<Long> times() {
    return batches.stream().flatMap(b -> b.events().stream()).map(e -> e.head().time()).toList();
  }

  private Counts books() {
    return batches.stream()
        .map(b ->
            b.progress()
                .getOrDefault("t", new Progress(null, Counts.NONE, List.of(), null, Map.of(), -1))
                .counts())
        .reduce(Counts.NONE, Counts::plus);
  }

  @Test
  void commits_in_order_and_counts_every_outcome() throws Exception {
    start(100);
    var out = pipeline.emitter("t");
    out.emit(event(1), 10, () -> "a");
    out.emit(new Decoded.Ignored("why"), 20, () -> "b");
    out.emit(new Emission.Malformed("why", "where", "sample"), 30, () -> "c");
    out.emit(new Decoded.Measured(Map.of("drops", 4L)), 40, () -> "d");
    out.emit(new Emission.Gap(1, 2, -1, 500, "cut"), 0, () -> "e");
    out.skipped(7, () -> "f");
    out.emit(event(2), 50, () -> "g");
    finish();
    assertThat(times()).containsExactly(1L, 2L);
    assertThat(books()).isEqualTo(new Counts(5, 2, 1, 1, 1, 0, 1, 150, 507));
    assertThat(books().balances()).isTrue();
    assertThat(batches.getLast().progress().get("t")).extracting(Progress::position).isEqualTo("g");
  }

  @Test
  void never_splits_what_came_of_one_record() throws Exception {
    start(2);
    var out = pipeline.emitter("t");
    mayCommit.release(1_000_000);
    for (int i = 0; i < 30; i++) {
      out.emit(List.of(event(i), event(i), event(i)), 1, null);
    }
    finish();
    assertThat(batches).allSatisfy(b -> assertThat(b.events().size() % 3).isZero());
    assertThat(times()).hasSize(90).isSorted();
  }

  @Test
  void tries_a_refused_batch_again_and_loses_and_doubles_nothing() throws Exception {
    start(100);
    var refused = new CountDownLatch(2);
    refusal =
        batch -> {
          if (refused.getCount() > 0) {
            refused.countDown();
            throw new StoreException("disk full", null);
          }
          return batch;
        };
    pipeline.emitter("t").emit(event(1), 1, null);
    mayCommit.release(1);
    while (refused.getCount() == 2 || pipeline.trouble() == null) {
      Thread.sleep(5);
    }
    assertThat(pipeline.trouble()).isEqualTo("disk full");
    pipeline.emitter("t").emit(event(2), 1, null);
    finish();
    assertThat(times()).containsExactly(1L, 2L);
    assertThat(pipeline.trouble()).isNull();
  }

  @Test
  void counts_what_a_source_that_cannot_wait_had_to_drop() throws Exception {
    start(10);
    var out = pipeline.emitter("t");
    int taken = 0;
    for (int i = 0; i < 100; i++) {
      taken += out.offer(List.of(event(i)), 1) ? 1 : 0;
    }
    mayCommit.release(1_000_000);
    out.emit(event(100), 1, null);
    finish();
    assertThat(taken).isLessThan(100);
    assertThat(books().dropped()).isEqualTo(100 - taken);
    assertThat(books().events()).isEqualTo(taken + 1L);
    assertThat(books().balances()).isTrue();
  }

  @Test
  void a_source_that_can_wait_is_held_until_there_is_room_and_lets_go_when_interrupted()
      throws Exception {
    start(3);
    var out = pipeline.emitter("t");
    var stopped = new CountDownLatch(1);
    var source =
        Thread.ofVirtual()
            .start(() -> {
              try {
                for (int i = 0; ; i++) {
                  out.emit(event(i), 1, null);
                }
              } catch (InterruptedException _) {
                stopped.countDown();
              }
            });
    long before;
    do {
      before = pipeline.waiting();
      Thread.sleep(100);
    } while (before == 0 || before != pipeline.waiting());
    assertThat(before).isBetween(3L, 6L);
    source.interrupt();
    stopped.await();
    finish();
    assertThat(times()).hasSize((int) before).isSorted();
  }

  @Test
  void what_came_of_one_record_counts_with_its_weight() throws Exception {
    start(10);
    var out = pipeline.emitter("t");
    var heavy = List.of(event(1), event(1), event(1), event(1), event(1), event(1));
    int taken = 0;
    while (taken < 100 && out.offer(heavy, 1)) {
      taken++;
    }
    assertThat(taken).isLessThanOrEqualTo(4);
    finish();
    assertThat(books().events()).isEqualTo(taken * 6L);
  }

  @Test
  void publishes_only_what_is_committed_under_the_numbers_of_the_store() throws Exception {
    start(100);
    var heard = new ArrayList<Long>();
    pipeline.subscribe(events -> events.forEach(e -> heard.add(e.id())));
    pipeline.emitter("t").emit(List.of(event(1), event(2)), 1, null);
    Thread.sleep(50);
    assertThat(heard).isEmpty();
    finish();
    assertThat(heard).containsExactly(1L, 2L);
  }

  @Test
  void commits_what_was_handed_over_when_it_is_told_to_stop() throws Exception {
    start(100);
    mayCommit.release(1_000_000);
    for (int i = 1; i <= 50; i++) {
      pipeline.emitter("t").emit(event(i), 1, null);
      Thread.sleep(Math.floorMod(i, 3));
    }
    running.interrupt();
    running.join();
    assertThat(times()).hasSize(50);
  }
}
