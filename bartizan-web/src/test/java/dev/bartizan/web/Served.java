package dev.bartizan.web;

import dev.bartizan.core.component.Component;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.pipeline.Batch;
import dev.bartizan.core.pipeline.Counts;
import dev.bartizan.core.pipeline.Pipeline;
import dev.bartizan.core.pipeline.Progress;
import dev.bartizan.core.store.EventStore;
import dev.bartizan.store.InMemoryEventStore;
import dev.bartizan.testkit.Samples;
import dev.bartizan.web.access.Role;
import dev.bartizan.web.access.Scope;
import dev.bartizan.web.access.Users;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/** A server on a free port over a store in memory, at {@link Samples#NOON}, and who talks to it. */
final class Served implements AutoCloseable {
  final AtomicReference<Instant> now = new AtomicReference<>(Samples.NOON);
  final EventStore store;
  final Pipeline pipeline;
  final Users users;
  final WebServer server;
  final HttpClient http = HttpClient.newHttpClient();
  final List<SourceStatus> sources = new ArrayList<>();
  final List<Component> parts = new ArrayList<>();
  private final Thread loop;
  private final Map<Role, String> tokens = new HashMap<>();

  Served() throws IOException {
    this(new InMemoryEventStore(100_000, Set.of("caddy")), ConsoleConfig.loopback(0));
  }

  Served(EventStore store, ConsoleConfig config) throws IOException {
    this.store = store;
    this.pipeline = new Pipeline(store, 10_000);
    this.loop = Thread.ofVirtual().start(pipeline);
    InstantSource clock = now::get;
    var random = new SecureRandom();
    this.users = Users.open(Files.createTempDirectory("bartizan-web"), clock, random);
    var watched = new Watched(store, pipeline, () -> List.copyOf(sources), parts);
    this.server = new WebServer(config, watched, users, new Edition("1.2.3", true), clock, random);
    server.start();
  }

  URI uri(String path) {
    return server.uri().resolve(path);
  }

  String token(Role role) throws IOException {
    var known = tokens.get(role);
    if (known == null) {
      known = users.issue("test-" + role.text(), role, Set.of(Scope.values()));
      tokens.put(role, known);
    }
    return known;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
  }

  HttpRequest.Builder as(Role role, String path) throws IOException {
    return request(path).header("Authorization", "Bearer " + token(role));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** What a viewer gets. */
  String text(String path) throws IOException, InterruptedException {
    return send(as(Role.VIEWER, path)).body();
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return Json.MAPPER.readTree(text(path));
  }

  /** Straight into the store, past the pipeline. */
  void store(List<? extends Event> events) {
    Map<String, Progress> progress = new HashMap<>();
    for (var event : events) {
      var one = new Counts(1, 1, 0, 0, 0, 0, 0, 10, 0);
      long time = event.head().time();
      progress.merge(
          event.head().origin().source(),
          new Progress(null, one, List.of(), null, Map.of(), time),
          (a, b) ->
              new Progress(
                  null,
                  a.counts().plus(b.counts()),
                  List.of(),
                  null,
                  Map.of(),
                  Math.max(a.lastEventTime(), b.lastEventTime())));
    }
    store.commit(new Batch(List.copyOf(events), progress));
  }

  void store(Event... events) {
    store(List.of(events));
  }

  /** Signs in by link; the cookie. */
  String cookie() throws IOException, InterruptedException {
    var code = server.signInLink().getFragment().replaceAll(".*code=", "");
    var answer =
        send(
            request("/api/session")
                .POST(HttpRequest.BodyPublishers.ofString("{\"link\":\"" + code + "\"}")));
    return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
  }

  @Override
  public void close() {
    server.close();
    loop.interrupt();
    http.shutdownNow();
  }
}
