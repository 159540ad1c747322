package dev.bartizan.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running daemon, found through its state directory as the command line finds it. */
record Daemon(URI base, String token, HttpClient client) {
  static Daemon in(Path state) throws IOException {
    var url =
        JsonMapper.shared()
            .readTree(Files.readString(state.resolve("daemon.json")))
            .get("url")
            .asString();
    return new Daemon(
        URI.create(url),
        Files.readString(state.resolve("cli.token")).strip(),
        HttpClient.newHttpClient());
  }

  byte[] ask(String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("Authorization", "Bearer " + token)
            .build();
    var answer = client.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(
          path
              + ": "
              + answer.statusCode()
              + " "
              + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return answer.body();
  }

  /** Events that all sources together have brought into the store. */
  long events() throws IOException, InterruptedException {
    long sum = 0;
    for (JsonNode source : JsonMapper.shared().readTree(ask("/api/sources")).get("sources")) {
      sum += source.get("counts").get("events").asLong();
    }
    return sum;
  }
}
