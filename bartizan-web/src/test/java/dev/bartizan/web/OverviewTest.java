package dev.bartizan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.component.Component;
import dev.bartizan.core.component.Health;
import dev.bartizan.core.event.Emission;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.pipeline.Batch;
import dev.bartizan.core.pipeline.Counts;
import dev.bartizan.core.pipeline.Progress;
import dev.bartizan.store.InMemoryEventStore;
import dev.bartizan.testkit.Events;
import dev.bartizan.testkit.Samples;
import dev.bartizan.web.access.Role;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class OverviewTest {
  private static final long NOON = Samples.NOON_MICROS;
  private Served served;

  @BeforeEach
  void start() throws IOException {
    served = new Served();
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private long count(String query, JsonNode overview) throws Exception {
    var path =
        "/api/events/count?query="
            + encoded(query)
            + "&from="
            + overview.get("from").asString()
            + "&to="
            + overview.get("to").asString();
    return served.json(path).get("count").asLong();
  }

  @Test
  void each_figure_is_the_count_of_its_query() throws Exception {
    served.store(new Events(new Random(5), NOON - 30 * Times.HOUR).list(100));
    served.store(new Events(new Random(6), NOON - Times.HOUR / 2).list(1_000));
    var overview = served.json("/api/overview?hours=24");
    long all = 0;
    for (var figure : overview.get("figures")) {
      long value = figure.get("value").asLong();
      assertThat(value)
          .as(figure.toString())
          .isEqualTo(count(figure.get("query").asString(), overview));
      all += value;
    }
    assertThat(overview.get("figures").size()).isEqualTo(5);
    assertThat(all).isPositive();
    assertThat(overview.get("figures").get(0).get("previous").asLong()).isEqualTo(100);
  }

  @Test
  void each_row_of_a_top_list_is_the_count_of_its_value() throws Exception {
    served.store(new Events(new Random(6), NOON - Times.HOUR / 2).list(1_000));
    var overview = served.json("/api/overview");
    for (var field : List.of("src.ip", "dst.port", "networks")) {
      var name = field.equals("networks") ? "src.ip" : field;
      assertThat(overview.get("top").get(field).size()).as(field).isPositive();
      for (var row : overview.get("top").get(field)) {
        var query = name + ":" + row.get("value").asString();
        assertThat(row.get("count").asLong()).as(query).isEqualTo(count(query, overview));
      }
    }
  }

  @Test
  void an_address_has_lanes_of_all_it_did() throws Exception {
    served.store(
        Events.blocked(Samples.SCANNER, 22, NOON - 3_000_000),
        Events.blocked(Samples.SCANNER, 22, NOON - 2_000_000),
        Events.request(Samples.SCANNER, "/wp-login.php", 404, NOON - 1_000_000),
        Events.request(Samples.VISITOR, "/", 200, NOON - 1_000_000));
    var page = served.json("/api/ips/203.0.113.7");
    assertThat(page.get("total").asLong()).isEqualTo(3);
    assertThat(page.get("blocked").asLong()).isEqualTo(2);
    assertThat(page.get("passed").asLong()).isEqualTo(1);
    assertThat(sum(page.get("lanes").get("packet"))).isEqualTo(2);
    assertThat(sum(page.get("lanes").get("request"))).isEqualTo(1);
    assertThat(page.get("top").get("http.path").get(0).get("value").asString())
        .isEqualTo("/wp-login.php");
    assertThat(page.get("latest").size()).isEqualTo(3);
    for (var network : List.of("203.0.113.0%2F24", "203.0.113.0/24")) {
      var sum = served.json("/api/ips/" + network);
      assertThat(sum.get("ip").asString()).isEqualTo("203.0.113.0/24");
      assertThat(sum.get("total").asLong()).isEqualTo(3);
      assertThat(sum.get("blocked").asLong()).isEqualTo(2);
      assertThat(sum.get("first_seen")).isEqualTo(page.get("first_seen"));
      assertThat(sum.get("last_seen")).isEqualTo(page.get("last_seen"));
    }
    var unseen = served.send(served.as(Role.VIEWER, "/api/ips/192.0.2.99"));
    assertThat(unseen.statusCode()).isEqualTo(404);
  }

  private static long sum(JsonNode counts) {
    long sum = 0;
    for (var count : counts) {
      sum += count.asLong();
    }
    return sum;
  }

  @Test
  void addresses_are_listed_in_the_order_asked_for() throws Exception {
    served.store(
        Events.blocked(Samples.SCANNER, 22, NOON - 3 * Times.HOUR),
        Events.blocked(Samples.SCANNER, 23, NOON - 3 * Times.HOUR),
        Events.request(Samples.VISITOR, "/", 200, NOON - 1_000_000));
    assertThat(first("/api/ips?order=blocked")).isEqualTo("203.0.113.7");
    assertThat(first("/api/ips?order=recent")).isEqualTo("198.51.100.23");
    var recent = served.json("/api/recent-ips?hours=1").get("addresses");
    assertThat(recent.size()).isOne();
  }

  private String first(String path) throws Exception {
    return served.json(path).get("addresses").get(0).get("ip").asString();
  }

  @Test
  void what_needs_a_look_is_said_with_why_and_what_to_do() throws Exception {
    var sick = new boolean[1];
    served.parts.add(
        new Component() {
          @Override
          public String name() {
            return "archive";
          }

          @Override
          public Health check() {
            return sick[0] ? new Health.Down("the disk is full") : new Health.Up();
          }
        });
    assertThat(attention()).isEmpty();

    served.sources.add(
        new SourceStatus(
            "caddy",
            "caddy",
            SourceStatus.State.RESTARTING,
            "/var/log/caddy.log: no such file",
            List.of()));
    books("pflog", 10, 0, NOON + 3_600_000_000L, List.of());
    books("eve", 10, 0, NOON, List.of(new Emission.Gap(NOON, NOON, 3, 90, "truncated")));
    var regular = new ArrayList<Event>();
    for (int i = 4; i < 90; i++) {
      var event = Events.request(Samples.VISITOR, "/", 200, NOON - i * Times.HOUR / 4);
      regular.add(event.with(event.head().from(Samples.TRAP)));
    }
    served.store(regular);
    served.sources.add(
        new SourceStatus("honeypot", "ndjson", SourceStatus.State.RUNNING, null, List.of()));
    sick[0] = true;
    served.now.set(Samples.NOON.plusSeconds(30));
    assertThat(attention())
        .contains(
            "The archive is down",
            "caddy fails and is started again",
            "pflog is ahead of time",
            "eve has gaps",
            "honeypot is silent");
    assertThat(served.send(served.request("/healthz")).statusCode()).isEqualTo(503);
    assertThat(served.send(served.request("/healthz")).body()).isEqualTo("{\"status\":\"down\"}");
  }

  @Test
  void rejected_records_need_a_look_while_they_go_on() {
    var store = new InMemoryEventStore(10);
    var clock = served.now;
    var rates = new Rates(store, clock::get);
    store.commit(new Batch(List.of(), Map.of("eve", progress(100, 0, NOON, List.of()))));
    rates.sample();
    store.commit(new Batch(List.of(), Map.of("eve", progress(50, 50, NOON, List.of()))));
    clock.set(Samples.NOON.plusSeconds(10));
    rates.sample();
    assertThat(rates.lately("eve").malformed()).isEqualTo(50);
    assertThat(rates.perSecond("eve")).isEqualTo(5);
    clock.set(Samples.NOON.plusSeconds(2_000));
    rates.sample();
    assertThat(rates.lately("eve").malformed()).isZero();
  }

  private void books(
      String source, long events, long malformed, long last, List<Emission.Gap> gaps) {
    served.store.commit(
        new Batch(List.of(), Map.of(source, progress(events, malformed, last, gaps))));
  }

  private static Progress progress(
      long events, long malformed, long last, List<Emission.Gap> gaps) {
    var counts = new Counts(events + malformed, events, 0, 0, malformed, 0, gaps.size(), 100, 0);
    return new Progress(null, counts, gaps, null, Map.of(), last);
  }

  private List<String> attention() throws Exception {
    var items = new ArrayList<String>();
    for (var item : served.json("/api/overview").get("attention")) {
      assertThat(item.get("why").asString()).isNotEmpty();
      assertThat(item.get("fix").asString()).isNotEmpty();
      items.add(item.get("what").asString());
    }
    return items;
  }

  @Test
  void the_books_of_the_sources_balance() throws Exception {
    books("pflog", 10, 2, NOON - 5_000_000, List.of());
    served.sources.add(
        new SourceStatus(
            "pflog",
            "pcap",
            SourceStatus.State.RUNNING,
            null,
            List.of(new SourceStatus.FileStatus("/var/log/pflog", 120, 100, 20))));
    var answer = served.json("/api/sources");
    assertThat(answer.get("books_balance").asBoolean()).isTrue();
    var source = answer.get("sources").get(0);
    assertThat(source.get("counts").get("received").asLong()).isEqualTo(12);
    assertThat(source.get("counts").get("bytes_read").asLong()).isEqualTo(100);
    assertThat(source.get("lag_s").asDouble()).isEqualTo(5);
    assertThat(source.get("files").get(0).get("skipped").asLong()).isEqualTo(20);
  }

  @Test
  void metrics_hold_the_same_books() throws Exception {
    books("pflog", 10, 2, NOON, List.of());
    served.text("/api/sources");
    var page = served.text("/metrics");
    assertThat(page)
        .contains("bartizan_source_received_total{source=\"pflog\"} 12.0")
        .contains("bartizan_source_records_total{outcome=\"malformed\",source=\"pflog\"} 2.0")
        .contains("bartizan_http_requests_total{route=\"GET /api/sources\",status=\"200\"} 1.0")
        .contains("bartizan_live_readers 0.0", "bartizan_commits_total", "jvm_memory_used_bytes");
  }
}
