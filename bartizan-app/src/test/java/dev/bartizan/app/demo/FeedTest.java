package dev.bartizan.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedTest {
  @TempDir Path dir;

  @Test
  void a_file_that_has_grown_is_rotated_between_lines() throws Exception {
    var path = dir.resolve("x.log");
    try (var feed = new Feed(path, 10)) {
      for (int i = 0; i < 4; i++) {
        feed.line().append("line ").append(i).append('\n');
        feed.flush();
      }
    }
    assertThat(Files.readString(dir.resolve("x.log.1"))).isEqualTo("line 0\nline 1\n");
    assertThat(Files.readString(path)).isEqualTo("line 2\nline 3\n");
  }
}
