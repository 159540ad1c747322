package dev.bartizan.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.event.Raw;
import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.core.query.Query;
import dev.bartizan.testkit.Events;
import dev.bartizan.testkit.Samples;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ClientTest {
  private final Client client = new Client(Query.all(), 0);

  private static List<StoredEvent> events(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(
            id -> new StoredEvent(id, Events.blocked(Samples.SCANNER, 22, Samples.NOON_MICROS)))
        .toList();
  }

  private Frame take() throws InterruptedException {
    return Objects.requireNonNull(client.take(1));
  }

  @Test
  void it_does_not_go_live_past_what_the_hub_offered_while_it_read_the_store() throws Exception {
    client.offer(1, events(1, 5));
    assertThat(client.goLive()).isFalse();
    assertThat(client.catchUp(events(1, 5)).events()).hasSize(5);
    assertThat(client.goLive()).isTrue();
    client.offer(6, events(6, 7));
    assertThat(take().events()).extracting(StoredEvent::id).containsExactly(6L, 7L);
  }

  @Test
  void a_commit_that_was_read_from_the_store_in_part_is_not_repeated() throws Exception {
    client.catchUp(events(1, 8));
    assertThat(client.goLive()).isTrue();
    client.offer(1, events(1, 4));
    client.offer(5, events(5, 10));
    assertThat(take().events()).extracting(StoredEvent::id).containsExactly(9L, 10L);
  }

  @Test
  void what_the_hub_skipped_is_counted_but_not_what_was_read_before() throws Exception {
    client.catchUp(events(1, 3));
    assertThat(client.goLive()).isTrue();
    client.offer(1, events(11, 12));
    var frame = take();
    assertThat(frame.events()).extracting(StoredEvent::id).containsExactly(11L, 12L);
    assertThat(frame.shed()).isEqualTo(7);
    assertThat(frame.last()).isEqualTo(12);
  }

  @Test
  void the_newest_are_kept() throws Exception {
    assertThat(client.goLive()).isTrue();
    client.offer(1, events(1, Client.MOST + 10));
    var frame = take();
    assertThat(frame.events()).hasSize(Client.MOST);
    assertThat(frame.events().getFirst().id()).isEqualTo(11);
    assertThat(frame.shed()).isEqualTo(10);
    assertThat(frame.matched()).isEqualTo(Client.MOST + 10);
  }

  @Test
  void raw_records_are_not_held() throws Exception {
    assertThat(client.goLive()).isTrue();
    var event = Events.blocked(Samples.SCANNER, 22, Samples.NOON_MICROS);
    var head = event.head();
    var heavy = event.with(head.with(head.extra().with(new Raw(1, 1, new byte[1]))));
    client.offer(1, List.of(new StoredEvent(1, heavy)));
    assertThat(take().events().getFirst().event().head().extra().raw()).isNull();
  }
}
