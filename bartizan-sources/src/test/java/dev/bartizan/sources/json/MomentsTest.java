package dev.bartizan.sources.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-20T22:16:55Z, 1795213015000000",
    "2026-11-20T22:16:55.734339Z, 1795213015734339",
    "2026-11-20T22:16:55.7343399999Z, 1795213015734339",
    "2026-11-20T22:16:55.7, 1795213015700000",
    "2026-11-21T00:16:55+0200, 1795213015000000",
    "2026-11-21T08:16:55+1000, 1795213015000000",
    "2026-11-20T18:46:55-0330, 1795213015000000",
    "2026-11-20T18:46:55-03:30, 1795213015000000",
    "2026-11-20T12:16:55-10, 1795213015000000",
    "2026/11/20 22:16:55.734, 1795213015734000",
    "20/Nov/2026:23:16:55 +0100, 1795213015000000",
    "1970-01-01T00:00:00Z, 0",
    "2024-02-29T00:00:00Z, 1709164800000000",
    "2016-12-31T23:59:60Z, 1483228800000000"
  })
  void reads_texts(String text, long micros) {
    assertThat(ofText(text)).isEqualTo(micros);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2",
        "2026",
        "2026-11-20",
        "2026-11-20T22:16",
        "2026-11-20T22:16:55.",
        "2026-11-20T24:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "2026-00-10T00:00:00Z",
        "2026-11-20T22:16:55+2",
        "2026-11-20T22:16:55+02:0",
        "2026-11-20T22:16:55Zulu",
        "2026-11/20T22:16:55Z",
        "1969-12-31T23:59:59Z",
        "9999-01-01T00:00:00Z",
        "20/Nov/2026",
        "20/Foo/2026:22:16:55 +0000",
        "1970-01-01T00:00:00+0100",
        "-026-11-20T22:16:55Z",
        "2026-11-20T22:16:61Z"
      })
  void refuses_what_is_no_time(String text) {
    assertThat(ofText(text)).isEqualTo(-1);
  }

  @Test
  void agrees_with_the_jdk() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      long second = random.nextLong(9_000_000_000L);
      int offset = random.nextInt(-14, 15) * 3600 + random.nextInt(60) * 60;
      var zone = ZoneOffset.ofTotalSeconds(Math.clamp(offset, -50_000, 50_000) / 60 * 60);
      var local = LocalDateTime.ofEpochSecond(second, 123_456_789, zone);
      var text = "%sZ".formatted(local).replace("Z", zone.getId());
      long expected = second * 1_000_000 + 123_456;
      assertThat(ofText(text)).as(text).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1795213015, 1795213015000000",
    "1795213015.7343392, 1795213015734339",
    "1795213015.7, 1795213015700000",
    "1.7952130157343392e9, 1795213015734339",
    "1795213015734, 1795213015734000",
    "1795213015734.339, 1795213015734339",
    "1795213015734339, 1795213015734339",
    "1795213015734339123, 1795213015734339",
    "0, 0",
    "-1, -1",
    "99999999999999999999, -1",
    "1e999999999, -1",
    "1e-999999999, -1"
  })
  void reads_numbers(String text, long micros) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(Moments.ofNumber(bytes, 0, bytes.length)).isEqualTo(micros);
  }

  private static long ofText(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return Moments.ofText(bytes, 0, bytes.length);
  }
}
