package dev.bartizan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.pipeline.Emitter;
import dev.bartizan.testkit.Events;
import dev.bartizan.testkit.Samples;
import dev.bartizan.web.access.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(30)
class LiveTest {
  private Served served;
  private Emitter emitter;
  private int emitted;

  @BeforeEach
  void start() throws IOException {
    served = new Served();
    emitter = served.pipeline.emitter("pflog");
  }

  @AfterEach
  void stop() {
    served.close();
  }

  /** Ports count up from 1 as numbers in the store do. */
  private void emit(int count) throws InterruptedException {
    emitter.emit(
        IntStream.range(0, count)
            .mapToObj(
                i -> Events.blocked(Samples.SCANNER, ++emitted, Samples.NOON_MICROS + emitted))
            .toList(),
        count,
        null);
    while (served.store.lastId() < emitted) {
      Thread.sleep(1);
    }
  }

  /** What a WebSocket heard. */
  private static final class Ear implements WebSocket.Listener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        heard.add(part.toString());
        part.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedStage(true);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      heard.add("{\"closed\":" + code + "}");
      return CompletableFuture.completedStage(true);
    }

    JsonNode next() throws InterruptedException {
      var text = heard.poll(10, TimeUnit.SECONDS);
      assertThat(text).as("nothing was heard").isNotNull();
      return Json.MAPPER.readTree(text);
    }

    List<Long> ids(int count) throws InterruptedException {
      var ids = new ArrayList<Long>();
      while (ids.size() < count) {
        var frame = next();
        if (frame.has("events")) {
          frame.get("events").forEach(e -> ids.add(e.get("id").asLong()));
        }
      }
      return ids;
    }
  }

  private WebSocket connect(Ear ear, String path, String header, String value) throws IOException {
    var uri = URI.create(served.uri(path).toString().replace("http:", "ws:"));
    return served.http.newWebSocketBuilder().header(header, value).buildAsync(uri, ear).join();
  }

  private WebSocket connect(Ear ear, String path) throws IOException {
    return connect(ear, path, "Authorization", "Bearer " + served.token(Role.VIEWER));
  }

  private static List<Long> between(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  @Test
  void a_socket_hears_what_is_committed_and_resumes_where_it_was() throws Exception {
    emit(3);
    var ear = new Ear();
    var socket = connect(ear, "/api/live?after=0");
    assertThat(ear.ids(3)).isEqualTo(between(1, 3));
    emit(5);
    assertThat(ear.ids(5)).isEqualTo(between(4, 8));
    socket.abort();
    emit(1_500);
    var again = new Ear();
    var other = connect(again, "/api/live?after=8");
    assertThat(again.ids(1_500)).isEqualTo(between(9, 1_508));
    other.abort();
  }

  @Test
  void a_socket_changes_its_filter_and_is_told_what_is_wrong_with_one() throws Exception {
    var ear = new Ear();
    var socket = connect(ear, "/api/live?query=dst.port:2");
    emit(3);
    assertThat(ear.ids(1)).containsExactly(2L);
    socket.sendText("{\"query\":\"dst.port:(\"}", true).join();
    JsonNode wrong;
    do {
      wrong = ear.next();
    } while (!wrong.has("error"));
    assertThat(wrong.get("column").asInt()).isEqualTo(11);
    socket.sendText("{\"query\":\"dst.port:>4\"}", true).join();
    JsonNode changed;
    do {
      changed = ear.next();
    } while (!changed.has("query"));
    assertThat(changed.get("query").asString()).isEqualTo("dst.port:>4");
    emit(3);
    assertThat(ear.ids(2)).containsExactly(5L, 6L);
    socket.abort();
  }

  @Test
  void a_socket_ends_with_its_token_and_its_session() throws Exception {
    var ear = new Ear();
    connect(ear, "/api/live");
    served.users.revoke("test-viewer");
    assertThat(closed(ear)).isEqualTo(1001);

    var cookie = served.cookie();
    var origin = served.uri("/").toString().replaceAll("/$", "");
    var other = new Ear();
    var uri = URI.create(served.uri("/api/live").toString().replace("http:", "ws:"));
    served
        .http
        .newWebSocketBuilder()
        .header("Cookie", cookie)
        .header("Origin", origin)
        .buildAsync(uri, other)
        .join();
    served.send(
        served.request("/api/session").header("Cookie", cookie).header("Origin", origin).DELETE());
    assertThat(closed(other)).isEqualTo(1001);
  }

  private static int closed(Ear ear) throws InterruptedException {
    JsonNode heard;
    do {
      heard = ear.next();
    } while (!heard.has("closed"));
    return heard.get("closed").asInt();
  }

  private BufferedReader stream(String path, String accept, String lastId) throws Exception {
    var request = served.as(Role.VIEWER, path).header("Accept", accept);
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    var answer = served.http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  private static List<Long> ids(BufferedReader lines, String mark, int count) throws IOException {
    var ids = new ArrayList<Long>();
    while (ids.size() < count) {
      var line = lines.readLine();
      if (line.startsWith(mark)) {
        ids.add(Long.parseLong(line.substring(mark.length()).replaceAll("\\D.*", "")));
      }
    }
    return ids;
  }

  @Test
  void server_sent_events_resume_after_the_last_id() throws Exception {
    emit(2);
    try (var lines = stream("/api/live", "text/event-stream", "1")) {
      emit(3);
      assertThat(ids(lines, "id: ", 4)).isEqualTo(between(2, 5));
    }
    emit(2);
    try (var lines = stream("/api/live", "text/event-stream", "5")) {
      assertThat(ids(lines, "id: ", 2)).isEqualTo(between(6, 7));
    }
  }

  @Test
  void lines_resume_after_a_number_and_hold_the_event() throws Exception {
    emit(2);
    try (var lines = stream("/api/live?after=1", "*/*", "")) {
      emit(3);
      assertThat(ids(lines, "{\"id\":", 4)).isEqualTo(between(2, 5));
    }
    emit(2_000);
    try (var lines = stream("/api/live?after=5&query=dst.port:%3E2000", "*/*", "")) {
      assertThat(ids(lines, "{\"id\":", 5)).isEqualTo(between(2_001, 2_005));
    }
  }

  @Test
  void a_bad_query_is_refused_before_the_upgrade() throws Exception {
    var request = served.as(Role.VIEWER, "/api/live?query=nope:1").build();
    assertThat(Handshake.status(served, true, request)).isEqualTo(400);
  }
}
