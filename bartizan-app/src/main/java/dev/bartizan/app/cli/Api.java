package dev.bartizan.app.cli;

import dev.bartizan.app.daemon.StateDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Calls of the daemon's API with the command line's token. Refusals become {@link Failure}s. */
final class Api implements AutoCloseable {
  private static final TypeReference<LinkedHashMap<String, Object>> TREE = new TypeReference<>() {};

  private final String url;
  private final String token;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private Api(String url, String token) {
    this.url = url;
    this.token = token;
  }

  /** The running daemon's, or null when none runs. */
  static @Nullable Api of(StateDirectory state) throws IOException {
    var daemon = state.daemon();
    if (daemon.isEmpty()) {
      return null;
    }
    return new Api(daemon.get().url(), token(state));
  }

  private static String token(StateDirectory state) throws IOException {
    try {
      return Files.readString(state.token()).strip();
    } catch (NoSuchFileException | java.nio.file.AccessDeniedException _) {
      throw new Failure(
          Exit.REFUSED,
          "the daemon runs, but " + state.token() + " cannot be read: be its user, or root");
    }
  }

  /** A query string of these, those with null values left out. */
  static String query(Map<String, ? extends @Nullable Object> parameters) {
    return parameters.entrySet().stream()
        .filter(e -> e.getValue() != null)
        .map(e -> e.getKey() + "=" + encoded(String.valueOf(e.getValue())))
        .collect(Collectors.joining("&", "?", ""));
  }

  /** As part of a path or query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A JSON object; null for 404. */
  @Nullable Map<String, Object> get(String path) throws IOException, InterruptedException {
    var answer = send(request(path).GET().build());
    try (var body = answer.body()) {
      return answer.statusCode() == 404 ? null : tree(checked(answer, body));
    }
  }

  /** Sends something new and gives what the daemon answers. */
  Map<String, Object> post(String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    var text = HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body));
    var answer = send(request(path).header("Content-Type", "application/json").POST(text).build());
    try (var in = answer.body()) {
      return tree(checked(answer, in));
    }
  }

  /** Deletes; false when there was nothing of this name. */
  boolean delete(String path) throws IOException, InterruptedException {
    var answer = send(request(path).DELETE().build());
    try (var in = answer.body()) {
      if (answer.statusCode() == 404) {
        return false;
      }
      checked(answer, in);
      return true;
    }
  }

  /** A stream that goes on for as long as the daemon writes; the caller closes it. */
  InputStream stream(String path) throws IOException, InterruptedException {
    var answer = send(request(path).header("Accept", "application/x-ndjson").GET().build());
    return checked(answer, answer.body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "Bearer " + token);
  }

  private HttpResponse<InputStream> send(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (ConnectException | HttpTimeoutException _) {
      throw new Failure(
          Exit.UNREACHABLE, "the daemon does not answer at " + url + ": see 'bartizan status'");
    }
  }

  private InputStream checked(HttpResponse<InputStream> answer, InputStream body)
      throws IOException {
    int status = answer.statusCode();
    if (status < 300) {
      return body;
    }
    int exit = status == 401 || status == 403 ? Exit.REFUSED : status == 400 ? Exit.USAGE : 1;
    throw new Failure(exit, said(status, body.readAllBytes()));
  }

  private static String said(int status, byte[] body) {
    try {
      var tree = JsonMapper.shared().readValue(body, TREE);
      var parts = new StringBuilder(String.valueOf(tree.getOrDefault("error", "HTTP " + status)));
      for (var key : new String[] {"cause", "fix"}) {
        var part = tree.get(key);
        parts.append(part == null || part.equals("") ? "" : "; " + part);
      }
      return parts.toString();
    } catch (JacksonException _) {
      return "the daemon answers HTTP " + status;
    }
  }

  private static Map<String, Object> tree(InputStream body) {
    return Objects.requireNonNull(JsonMapper.shared().readValue(body, TREE));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
