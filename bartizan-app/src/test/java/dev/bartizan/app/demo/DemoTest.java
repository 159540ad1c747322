package dev.bartizan.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.app.daemon.StateDirectory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  @TempDir Path temporary;

  /** As from a terminal: whoever runs the tests in the background has them ignore Ctrl-C. */
  private Process demo() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            "env",
            "--default-signal=INT",
            java,
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx192m",
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            "dev.bartizan.app.Main",
            "demo",
            "--no-open")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private List<Path> left() throws Exception {
    try (Stream<Path> all = Files.list(temporary)) {
      return all.toList();
    }
  }

  private StateDirectory state() throws Exception {
    return new StateDirectory(left().getFirst().resolve("state"));
  }

  private String get(String path) throws Exception {
    var state = state();
    var request =
        HttpRequest.newBuilder(URI.create(state.daemon().orElseThrow().url() + path))
            .header("Authorization", "Bearer " + Files.readString(state.token()).strip())
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private long count(String query) throws Exception {
    var digits = get("/api/events/count?query=" + query).replaceAll("\\D", "");
    return Long.parseLong(digits);
  }

  private static void signal(Process process, String signal) throws Exception {
    var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  @Test
  void shows_all_kinds_from_real_sources_and_removes_all_on_ctrl_c() throws Exception {
    var demo = demo();
    try {
      var link = demo.inputReader().readLine();
      assertThat(link).matches("http://127\\.0\\.0\\.1:\\d+/#/signin\\?code=\\S{20,}");
      for (int i = 0; i < 600 && count("") < Players.BEFORE * 9 / 10; i++) {
        Thread.sleep(100);
      }
      for (var kind : List.of("packet", "state", "alert", "request", "flow", "honeypot")) {
        assertThat(count("kind:" + kind)).as(kind).isPositive();
      }
      for (var kind : List.of("packet", "state", "alert", "request", "honeypot")) {
        assertThat(count("src.ip:" + Cast.VILLAIN + "%20kind:" + kind)).as(kind).isPositive();
      }
      assertThat(get("/api/sources"))
          .contains("\"books_balance\":true")
          .doesNotContain("restarting");
      assertThat(get("/api/events/count?query=source:lab")).isNotEqualTo("{\"count\":0}");
      assertThat(get("/api/events/count?query=source:capture")).isNotEqualTo("{\"count\":0}");
      signal(demo, "INT");
      assertThat(demo.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(demo.exitValue()).isEqualTo(130);
      assertThat(left()).isEmpty();
    } finally {
      demo.destroyForcibly();
    }
  }

  @Test
  void what_a_killed_one_left_is_removed_by_the_next() throws Exception {
    var dead = new ProcessBuilder("true").start();
    dead.waitFor();
    var leftOver = Files.createDirectories(temporary.resolve("bartizan-demo-" + dead.pid() + "-1"));
    Files.writeString(leftOver.resolve("x"), "x");
    var alive =
        Files.createDirectories(
            temporary.resolve("bartizan-demo-" + ProcessHandle.current().pid() + "-1"));
    Place.removeLeftOver(temporary);
    assertThat(leftOver).doesNotExist();
    assertThat(alive).exists();
  }
}
