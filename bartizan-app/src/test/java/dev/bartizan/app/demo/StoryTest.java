package dev.bartizan.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoryTest {
  private static final long START = 1_795_000_000_000_000L;
  private static final long HOUR = 3_600_000_000L;
  private static final Pattern V4 =
      Pattern.compile("(?<![\\d.])(\\d{1,3}(?:\\.\\d{1,3}){3})(?![\\d.])");
  private static final List<String> OURS =
      List.of("192.0.2.", "198.51.100.", "203.0.113.", "10.0.0.");

  @TempDir Path dir;

  private String played(int events) throws IOException {
    try (var edge = new Edge(dir)) {
      var story = new Story(new Stage(edge, new SplittableRandom(7)));
      story.begin(START);
      for (int hour = 0; hour < 24; hour++) {
        long from = START + hour * HOUR;
        story.play(from, from + HOUR, events / 24);
      }
      assertThat(edge.written()).isBetween(events - 24L, events + 24L * 10);
    }
    var all = new StringBuilder();
    for (var feed : List.of(Edge.PACKETS, Edge.STATES, Edge.ALERTS, Edge.REQUESTS, Edge.HONEYPOT)) {
      all.append(Files.readString(dir.resolve(feed)));
    }
    return all.toString();
  }

  @Test
  void the_same_chance_tells_the_same_story() throws Exception {
    var once = played(2_400);
    try (var feeds = Files.list(dir)) {
      for (var feed : feeds.toList()) {
        Files.delete(feed);
      }
    }
    assertThat(played(2_400)).isEqualTo(once);
  }

  @Test
  void all_addresses_are_reserved_for_documentation_or_inside() throws Exception {
    var found = V4.matcher(played(24_000).replaceAll("\"User-Agent\":\\[\"[^\"]*\"]", ""));
    assertThat(found.results().map(m -> m.group(1)).distinct())
        .isNotEmpty()
        .allMatch(address -> OURS.stream().anyMatch(address::startsWith));
  }

  @Test
  void everybody_meets_the_villain() throws Exception {
    played(48_000);
    for (var feed : List.of(Edge.PACKETS, Edge.STATES, Edge.ALERTS, Edge.REQUESTS, Edge.HONEYPOT)) {
      assertThat(Files.readString(dir.resolve(feed))).as(feed).contains(Cast.VILLAIN.toString());
    }
  }
}
