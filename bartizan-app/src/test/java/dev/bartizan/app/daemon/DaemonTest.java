package dev.bartizan.app.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bartizan.app.config.Configuration;
import dev.bartizan.web.Edition;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonTest {
  private static final String REQUEST =
      "{\"level\":\"info\",\"ts\":1795213015.7,\"logger\":\"http.log.access.log0\",\"msg\":\"handled"
          + " request\",\"request\":{\"remote_ip\":\"198.51.100.23\",\"remote_port\":\"4711\","
          + "\"proto\":\"HTTP/2.0\",\"method\":\"GET\",\"host\":\"www.example.org\",\"uri\":\"/\","
          + "\"headers\":{}},\"user_id\":\"\",\"duration\":0.001,\"size\":12,\"status\":200,"
          + "\"resp_headers\":{}}\n";
  private static final String PACKET =
      "<134>1 2026-11-20T22:30:00.000000+00:00 edge filterlog 41111 - [meta sequenceId=\"1\"] "
          + "77,,,0,igb0,match,block,in,4,0x0,,51,54321,0,DF,6,tcp,60,203.0.113.9,198.51.100.2,"
          + "40404,22,0,S,1234567890,,64240,,mss\n";

  @TempDir Path dir;

  private StateDirectory state() {
    return new StateDirectory(dir.resolve("state"));
  }

  private Daemon start(String store) throws Exception {
    var yaml =
        """
        sensor: gate
        store: %s
        console: {port: 0}
        sources:
          web: {type: caddy, file: "${DIR}/access.log"}
          firewall: {type: filterlog, file: "${DIR}/filter.log"}
        """
            .formatted(store);
    var configuration = Configuration.parse(yaml, Map.of("DIR", dir.toString())::get);
    return Daemon.start(
        configuration,
        state(),
        new Edition("test", false),
        InstantSource.system(),
        new SecureRandom());
  }

  private void write(String file, String lines) throws IOException {
    Files.writeString(
        dir.resolve(file), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private String get(String path) throws Exception {
    var daemon = state().daemon().orElseThrow();
    var request =
        HttpRequest.newBuilder(URI.create(daemon.url() + path))
            .header("Authorization", "Bearer " + Files.readString(state().token()).strip())
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private void awaitCount(String query, int count) throws Exception {
    var wanted = "{\"count\":" + count + "}";
    for (int i = 0; i < 600 && !get("/api/events/count?query=" + query).equals(wanted); i++) {
      Thread.sleep(50);
    }
    assertThat(get("/api/events/count?query=" + query)).isEqualTo(wanted);
  }

  @Test
  void what_is_written_to_followed_files_is_in_the_api_once_also_after_a_restart()
      throws Exception {
    write("access.log", REQUEST.repeat(3));
    try (var _ = start("disk")) {
      awaitCount("kind:request", 3);
      write("filter.log", PACKET.repeat(2));
      awaitCount("kind:packet", 2);
      assertThat(get("/api/sources")).contains("\"books_balance\":true");
    }
    write("access.log", REQUEST);
    try (var _ = start("disk")) {
      awaitCount("kind:request", 4);
      awaitCount("", 6);
      assertThat(get("/api/events?query=kind:packet&limit=1")).contains("\"sensor\":\"gate\"");
    }
  }

  @Test
  void in_memory_leaves_nothing_of_an_event_on_disk() throws Exception {
    write("access.log", REQUEST);
    try (var _ = start("memory")) {
      awaitCount("kind:request", 1);
      try (var files = Files.walk(state().path())) {
        assertThat(files.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString))
            .containsExactlyInAnyOrder("users.json", "cli.token", "daemon.json");
      }
    }
  }

  @Test
  void keeps_its_secrets_to_its_user_and_forgets_where_it_was() throws Exception {
    try (var daemon = start("memory")) {
      daemon.writeSignInLink();
      for (var file : new String[] {"cli.token", "users.json", "sign-in", "daemon.json"}) {
        var mode = Files.getPosixFilePermissions(state().path().resolve(file));
        assertThat(PosixFilePermissions.toString(mode)).as(file).isEqualTo("rw-------");
      }
    }
    assertThat(state().daemon()).isEmpty();
    assertThat(state().signIn()).doesNotExist();
  }

  @Test
  void a_second_one_in_the_same_place_is_refused() throws Exception {
    try (var _ = start("memory")) {
      assertThatThrownBy(() -> start("memory"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("a daemon runs here already");
    }
  }
}
