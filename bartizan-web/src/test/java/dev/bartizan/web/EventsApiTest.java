package dev.bartizan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.Extra;
import dev.bartizan.core.event.Raw;
import dev.bartizan.core.event.RequestServed;
import dev.bartizan.testkit.Events;
import dev.bartizan.testkit.Samples;
import dev.bartizan.web.access.Role;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EventsApiTest {
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

  private static List<Long> ids(JsonNode events) {
    var ids = new ArrayList<Long>();
    events.forEach(e -> ids.add(e.get("id").asLong()));
    return ids;
  }

  private static List<Long> between(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(i -> (long) i).toList();
  }

  private void requests(int count) {
    served.store(
        IntStream.range(0, count)
            .mapToObj(i -> Events.request(Samples.VISITOR, "/" + i, 200, NOON - count + i))
            .toList());
  }

  @Test
  void pages_hold_each_event_once_the_newest_first() throws Exception {
    requests(25);
    var all = new ArrayList<Long>();
    var page = served.json("/api/events?limit=10");
    while (true) {
      all.addAll(ids(page.get("events")));
      if (page.get("next").isNull()) {
        break;
      }
      page = served.json("/api/events?limit=10&cursor=" + encoded(page.get("next").asString()));
    }
    var expected = new ArrayList<>(between(1, 25));
    Collections.reverse(expected);
    assertThat(all).isEqualTo(expected);
    assertThat(ids(served.json("/api/events?order=asc").get("events"))).isEqualTo(between(1, 25));
  }

  @Test
  void every_form_holds_the_whole_selection_in_the_same_order() throws Exception {
    requests(5_000);
    var query = "?query=" + encoded("http.path:*7") + "&order=asc";
    long count =
        served
            .json("/api/events/count" + "?query=" + encoded("http.path:*7"))
            .get("count")
            .asLong();
    assertThat(count).isEqualTo(500);
    var ndjson = served.text("/api/events" + query + "&format=ndjson").lines().toList();
    var csv =
        served.text("/api/events" + query + "&format=csv&columns=id,http.path").lines().toList();
    var ecs = served.text("/api/events" + query + "&format=ecs").lines().toList();
    assertThat(ndjson).hasSize(500);
    assertThat(csv).hasSize(501).startsWith("id,http.path", "8,/7", "18,/17");
    assertThat(ecs).hasSize(500);
    for (int i = 0; i < 500; i++) {
      var event = Json.MAPPER.readTree(ndjson.get(i));
      assertThat(csv.get(i + 1)).isEqualTo(event.get("id").asLong() + ",/" + (i * 10 + 7));
      assertThat(Json.MAPPER.readTree(ecs.get(i)).get("event.id").asString())
          .isEqualTo(event.get("id").asString());
    }
    assertThat(served.text("/api/events" + query + "&format=ndjson&limit=3").lines()).hasSize(3);
  }

  @Test
  void times_are_absolute_or_relative() throws Exception {
    served.store(
        Events.request(Samples.VISITOR, "/old", 200, NOON - 2 * Times.HOUR),
        Events.request(Samples.VISITOR, "/new", 200, NOON - Times.HOUR / 2));
    assertThat(served.json("/api/events/count?from=-1h&to=now").get("count").asLong()).isOne();
    assertThat(served.json("/api/events/count?to=-1h").get("count").asLong()).isOne();
    assertThat(served.json("/api/events/count?from=2026-01-01").get("count").asLong()).isEqualTo(2);
    assertThat(
            served.json("/api/events/count?from=2026-01-01T12:00:00%2B01:00").get("count").asLong())
        .isOne();
  }

  @Test
  void a_query_that_cannot_be_read_is_refused_at_its_column() throws Exception {
    var answer =
        served.send(served.as(Role.VIEWER, "/api/events?query=" + encoded("dst.port:22 AND (")));
    assertThat(answer.statusCode()).isEqualTo(400);
    var refusal = Json.MAPPER.readTree(answer.body());
    assertThat(refusal.get("column").asInt()).isEqualTo(18);
    assertThat(refusal.get("cause").asString()).isNotEmpty();
    assertThat(refusal.get("id").asString()).matches("[0-9a-f]{12}");
  }

  @Test
  void what_is_out_of_bounds_is_refused() throws Exception {
    for (var path :
        List.of(
            "/api/events?limit=1001",
            "/api/events?limit=0",
            "/api/events?limit=many",
            "/api/events?cursor=nonsense",
            "/api/events?order=sideways",
            "/api/events?format=xml",
            "/api/events?format=csv&columns=id,none",
            "/api/events?from=yesterday",
            "/api/events?from=now&to=-1h",
            "/api/events?query=" + encoded("a ".repeat(2_001)),
            "/api/events/histogram?buckets=1001",
            "/api/events/top",
            "/api/events/top?field=none",
            "/api/overview?hours=0",
            "/api/overview?from=now&to=-1h",
            "/api/ips/nonsense")) {
      var answer = served.send(served.as(Role.VIEWER, path));
      assertThat(answer.statusCode()).as(path).isEqualTo(400);
      assertThat(Json.MAPPER.readTree(answer.body()).get("fix").asString()).as(path).isNotEmpty();
    }
  }

  @Test
  void one_event_comes_with_its_raw_record_if_that_was_kept() throws Exception {
    var kept = Events.request(Samples.VISITOR, "/kept", 200, NOON);
    var line = "{\"uri\":\"/kept\"}".getBytes(StandardCharsets.UTF_8);
    var head = kept.head();
    served.store(
        kept.with(head.with(head.extra().with(Raw.line(line, 0, line.length)))),
        Events.blocked(Samples.SCANNER, 23, NOON));
    var first = served.json("/api/events/1");
    assertThat(first.get("event").get("http.path").asString()).isEqualTo("/kept");
    assertThat(first.get("raw").get("text").asString()).isEqualTo("{\"uri\":\"/kept\"}");
    assertThat(served.json("/api/events/2").get("raw").isNull()).isTrue();
    for (var none : List.of("3", "0", "-1", "x", "99999999999999999999")) {
      var answer = served.send(served.as(Role.VIEWER, "/api/events/" + none));
      assertThat(answer.statusCode()).as(none).isEqualTo(404);
    }
  }

  @Test
  void histograms_and_tops_add_up() throws Exception {
    served.store(new Events(new Random(3), NOON - Times.HOUR).list(300));
    served.now.set(Samples.NOON.plusSeconds(3600));
    long count = served.json("/api/events/count?from=-24h&to=now").get("count").asLong();
    var histogram = served.json("/api/events/histogram?from=-24h&to=now&by=kind&buckets=48");
    long sum = 0;
    for (var series : histogram.get("series")) {
      assertThat(series.get("counts").size()).isEqualTo(48);
      for (var bucket : series.get("counts")) {
        sum += bucket.asLong();
      }
    }
    assertThat(sum).isEqualTo(count).isEqualTo(300);
    var top = served.json("/api/events/top?field=kind&limit=3");
    assertThat(top.get("total").asLong()).isEqualTo(300);
    assertThat(top.get("distinct").asLong()).isGreaterThan(3);
    assertThat(top.get("values").size()).isEqualTo(3);
  }

  @Test
  void hostile_text_passes_as_text() throws Exception {
    var evil =
        List.of(
            "=cmd|' /C calc'!A0",
            "+1+1",
            "-2+3",
            "@SUM(A1)",
            "\tcell",
            "\rcell",
            "<script>alert(1)</script>",
            "\u001b[31mred\u001b[0m",
            "user\u202Etxt.exe",
            "a,\"b\"\r\nc");
    served.store(evil.stream().map(EventsApiTest::request).toList());
    var page = served.json("/api/events?order=asc");
    for (int i = 0; i < evil.size(); i++) {
      assertThat(page.get("events").get(i).get("http.path").asString()).isEqualTo(evil.get(i));
    }
    var answer = served.send(served.as(Role.VIEWER, "/api/events"));
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.body()).doesNotContain("\u001b");
    var csv = served.text("/api/events?order=asc&format=csv&columns=http.path,id");
    assertThat(csv)
        .isEqualTo(
            String.join(
                "\r\n",
                "http.path,id",
                "'=cmd|' /C calc'!A0,1",
                "'+1+1,2",
                "'-2+3,3",
                "'@SUM(A1),4",
                "'\tcell,5",
                "\"'\rcell\",6",
                "<script>alert(1)</script>,7",
                "\u001b[31mred\u001b[0m,8",
                "user\u202Etxt.exe,9",
                "\"a,\"\"b\"\"",
                "c\",10",
                ""));
  }

  private static Event request(String path) {
    RequestServed served = Events.request(Samples.VISITOR, path, 200, NOON);
    return served.with(served.head().with(Extra.NONE));
  }

  @Test
  void an_unknown_page_of_the_api_says_so_in_json() throws Exception {
    var answer = served.send(served.as(Role.VIEWER, "/api/none"));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(Json.MAPPER.readTree(answer.body()).get("error").asString()).isNotEmpty();
  }
}
