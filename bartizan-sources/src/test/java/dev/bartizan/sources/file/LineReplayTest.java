package dev.bartizan.sources.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class LineReplayTest {
  private static final String TEXT =
      String.join("\r\n", IntStream.range(0, 50_000).mapToObj(i -> "line " + i).toList());

  private static byte[] packed(Packing packing) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (packing) {
          case NONE -> bytes;
          case GZIP -> new GZIPOutputStream(bytes);
          case ZSTD -> new ZstdOutputStream(bytes);
        }) {
      out.write(TEXT.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static Recording replay(InputStream in, int limit) throws Exception {
    var out = new Recording();
    new LineReplay("-", in, Reading.TEXT, limit).run(null, out);
    return out;
  }

  @ParameterizedTest
  @ValueSource(strings = {"NONE", "GZIP", "ZSTD"})
  void reads_every_line_once_and_the_unfinished_last_one(String packing) throws Exception {
    var out = replay(new ByteArrayInputStream(packed(Packing.valueOf(packing))), 1 << 20);
    assertThat(out.lines()).isEqualTo(TEXT.lines().toList());
    assertThat(out.read).isEqualTo(TEXT.length());
    assertThat(out.positions).containsOnlyNulls();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1 << 18, 1 << 20})
  void cuts_long_lines_also_the_last_one(int limit) throws Exception {
    var text = "a\n" + "b".repeat(limit * 3) + "\nc\n\n" + "d".repeat(limit * 2);
    var out = replay(new ByteArrayInputStream(text.getBytes(UTF_8)), limit);
    assertThat(out.lines())
        .containsExactly("a", "b".repeat(limit) + "~", "c", "d".repeat(limit) + "~");
    assertThat(out.read + out.skipped).isEqualTo(text.length());
  }

  @Test
  void hands_over_a_line_of_a_pipe_before_the_next_one_comes() throws Exception {
    var out = new Recording();
    var pipe = new PipedOutputStream();
    var in = new PipedInputStream(pipe);
    var replay = new LineReplay("-", in, Reading.TEXT, 100);
    var reader =
        Thread.ofPlatform()
            .start(() -> {
              try {
                replay.run(null, out);
              } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    for (int i = 1; i <= 3; i++) {
      pipe.write(("line " + i + "\n").getBytes(UTF_8));
      pipe.flush();
      while (out.lines().size() < i) {
        Thread.sleep(1);
      }
    }
    pipe.close();
    reader.join();
    assertThat(out.lines()).containsExactly("line 1", "line 2", "line 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GZIP", "ZSTD"})
  void fails_after_what_could_be_read_of_broken_compression(String packing) throws Exception {
    var bytes = packed(Packing.valueOf(packing));
    var out = new Recording();
    var cut = new ByteArrayInputStream(bytes, 0, bytes.length * 3 / 4);
    assertThatThrownBy(() -> new LineReplay("-", cut, Reading.TEXT, 1000).run(null, out))
        .isInstanceOf(IOException.class);
    assertThat(out.lines()).isEqualTo(TEXT.lines().limit(out.lines().size()).toList());
  }
}
