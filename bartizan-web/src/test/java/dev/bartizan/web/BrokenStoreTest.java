package dev.bartizan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bartizan.core.store.EventStore;
import dev.bartizan.core.store.StoreException;
import dev.bartizan.store.InMemoryEventStore;
import dev.bartizan.testkit.Events;
import dev.bartizan.testkit.Samples;
import dev.bartizan.web.access.Role;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BrokenStoreTest {
  private final AtomicInteger pagesLeft = new AtomicInteger(Integer.MAX_VALUE);

  /** A store whose pages end in a failure. */
  private EventStore breaking(EventStore store) {
    return (EventStore)
        Proxy.newProxyInstance(
            EventStore.class.getClassLoader(),
            new Class<?>[] {EventStore.class},
            (_, method, arguments) -> {
              if (method.getName().equals("events") && pagesLeft.getAndDecrement() <= 0) {
                throw new StoreException("the disk is gone", null);
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            });
  }

  @Test
  void half_an_export_is_never_taken_for_a_whole_one() throws Exception {
    try (var served =
        new Served(breaking(new InMemoryEventStore(10_000)), ConsoleConfig.loopback(0))) {
      served.store(
          IntStream.range(0, 9_000)
              .mapToObj(i -> Events.blocked(Samples.SCANNER, 22, Samples.NOON_MICROS - i))
              .toList());
      pagesLeft.set(2);
      assertThatThrownBy(() -> served.text("/api/events?format=ndjson"))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_store_that_fails_is_told_and_nothing_else_is() throws Exception {
    try (var served = new Served(breaking(new InMemoryEventStore(10)), ConsoleConfig.loopback(0))) {
      pagesLeft.set(0);
      var answer = served.send(served.as(Role.VIEWER, "/api/events"));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("the disk is gone").doesNotContain("Exception");
    }
  }
}
