package dev.bartizan.sources.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bartizan.core.pipeline.Frame;
import dev.bartizan.core.pipeline.MalformedInput;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureReaderTest {
  private static final int MICRO = 0xa1b2_c3d4;
  private static final int NANO = 0xa1b2_3c4d;
  private static final int MODIFIED = 0xa1b2_cd34;
  private static final byte[] PACKET = CaptureBytes.PACKET;

  /** What a frame was when the reader stood on it. */
  private record Seen(int linkType, long time, byte[] bytes, int originalLength) {}

  private static List<Seen> read(InputStream in) throws IOException, MalformedInput {
    var seen = new ArrayList<Seen>();
    try (var reader = new CaptureReader(in)) {
      while (reader.next()) {
        seen.add(seen(reader.frame()));
      }
    }
    return seen;
  }

  private static Seen seen(Frame frame) {
    int end = frame.offset() + frame.length();
    return new Seen(
        frame.linkType(),
        frame.time(),
        Arrays.copyOfRange(frame.bytes(), frame.offset(), end),
        frame.originalLength());
  }

  private static List<Seen> read(CaptureBytes capture) throws IOException, MalformedInput {
    return read(new ByteArrayInputStream(capture.all()));
  }

  private static CaptureBytes plain() {
    return CaptureBytes.little().pcap(MICRO, 101).record(1, 2, PACKET).record(3, 4, PACKET);
  }

  @ParameterizedTest
  @CsvSource({"a1b2c3d4, 16, 7", "a1b23c4d, 16, 7999", "a1b2cd34, 24, 7"})
  void pcap_of_either_byte_order_is_read(String magic, int header, int fraction) throws Exception {
    for (var order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      var capture =
          new CaptureBytes(order)
              .pcap(Integer.parseUnsignedInt(magic, 16), 0x1400_0065)
              .record(1_795_000_000, fraction, PACKET.length, 99, header, PACKET);
      var frames = read(capture);
      assertThat(frames).hasSize(1);
      assertThat(frames.getFirst().linkType()).isEqualTo(101);
      assertThat(frames.getFirst().time()).isEqualTo(1_795_000_000_000_007L);
      assertThat(frames.getFirst().bytes()).isEqualTo(PACKET);
      assertThat(frames.getFirst().originalLength()).isEqualTo(99);
    }
  }

  @Test
  void a_pipe_that_gives_a_byte_at_a_time_is_read() throws Exception {
    var slow =
        new ByteArrayInputStream(plain().all()) {
          @Override
          public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(1, length));
          }
        };
    assertThat(read(slow)).hasSize(2);
  }

  @Test
  void gzip_and_zstandard_are_told_by_content() throws Exception {
    var gzip = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(gzip)) {
      out.write(plain().all());
    }
    var zstd = new ByteArrayOutputStream();
    try (var out = new ZstdOutputStream(zstd)) {
      out.write(plain().all());
    }
    assertThat(read(new ByteArrayInputStream(gzip.toByteArray()))).hasSize(2);
    assertThat(read(new ByteArrayInputStream(zstd.toByteArray()))).hasSize(2);
    for (var packed : List.of(gzip.toByteArray(), zstd.toByteArray())) {
      var cut = Arrays.copyOf(packed, packed.length / 2);
      assertThatThrownBy(() -> read(new ByteArrayInputStream(cut)))
          .isInstanceOf(MalformedInput.class);
    }
  }

  @Test
  void sections_and_interfaces_of_pcapng_have_types_and_clocks_of_their_own() throws Exception {
    for (var order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      var frames =
          read(
              new CaptureBytes(order)
                  .section()
                  .face(101, 0, 6, 0)
                  .face(1, 0, 9, 0)
                  .enhanced(1, 1_795_000_000_000_007_999L, PACKET)
                  .enhanced(0, 1_795_000_000_000_007L, PACKET)
                  .block(0x0bad, new byte[8])
                  .section()
                  .face(117, 0, 3, 5)
                  .enhanced(0, 1_795_000_000_007L, PACKET)
                  .simple(PACKET));
      assertThat(frames).extracting(Seen::linkType).containsExactly(1, 101, 117, 117);
      assertThat(frames)
          .extracting(Seen::time)
          .containsExactly(
              1_795_000_000_000_007L, 1_795_000_000_000_007L, 1_795_000_005_007_000L, -1L);
      assertThat(frames).extracting(Seen::bytes).containsOnly(PACKET);
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # resolution, units,              microseconds
          6,            1795000000000007,    1795000000000007
          0,            1795000000,          1795000000000000
          3,            1795000000123,       1795000000123000
          12,           7000001,             7
          138,          1838080000512,       1795000000500000
          160,          7709466298467483648, 1795000000500000
          128,          1795000000,          1795000000000000
          6,            -5,                  -1
          0,            9223372036854775807, -1
          """)
  void a_clock_of_any_resolution_gives_microseconds(int resolution, long units, long micros) {
    assertThat(new Interface(1, 0, resolution, 0).micros(units)).isEqualTo(micros);
  }

  @Test
  void a_simple_packet_is_as_long_as_its_interface_allows() throws Exception {
    var frames = read(CaptureBytes.little().section().face(101, 20, 6, 0).simple(PACKET));
    assertThat(frames.getFirst().bytes()).hasSize(20);
    assertThat(frames.getFirst().originalLength()).isEqualTo(31);
  }

  @Test
  void a_block_larger_than_any_buffer_is_passed_over() throws Exception {
    var capture =
        CaptureBytes.little()
            .section()
            .block(10, new byte[3 << 20])
            .face(101, 0, 6, 0)
            .enhanced(0, 7, PACKET);
    assertThat(read(capture)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 30, 46})
  void a_capture_that_ends_within_a_record_says_so_once(int kept) throws Exception {
    var bytes = Arrays.copyOf(plain().all(), 24 + 47 + kept);
    try (var reader = new CaptureReader(new ByteArrayInputStream(bytes))) {
      assertThat(reader.next()).isTrue();
      assertThatThrownBy(reader::next).isInstanceOf(MalformedInput.class);
      assertThat(reader.next()).isFalse();
      assertThat(reader.position()).isEqualTo(bytes.length);
      assertThat(reader.cutAt()).isEqualTo(24 + 47);
    }
  }

  @Test
  void a_record_that_cannot_be_one_ends_the_capture() throws Exception {
    for (int length : new int[] {262_145, -1, Integer.MIN_VALUE}) {
      var capture = plain().record(5, 6, length, length, 16, PACKET).record(7, 8, PACKET);
      try (var reader = new CaptureReader(new ByteArrayInputStream(capture.all()))) {
        assertThat(reader.next()).isTrue();
        assertThat(reader.next()).isTrue();
        assertThatThrownBy(reader::next).isInstanceOf(MalformedInput.class);
        assertThat(reader.broken()).isTrue();
        assertThat(reader.next()).isFalse();
      }
    }
  }

  @Test
  void the_longest_frame_is_read() throws Exception {
    var frame = new byte[Format.LONGEST_FRAME];
    var capture = CaptureBytes.little().pcap(NANO, 1);
    for (int i = 0; i < 9; i++) {
      capture.record(1, 2, frame);
    }
    assertThat(read(capture)).hasSize(9);
  }

  @Test
  void what_is_no_capture_is_refused() {
    for (var bytes :
        List.of(
            "#!/bin/sh\necho hello world, this is no capture\n"
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII),
            new byte[10],
            CaptureBytes.little().block(6, new byte[40]).all(),
            CaptureBytes.little().section().enhanced(0, 1, PACKET).all(),
            CaptureBytes.little().section().face(1, 0, 6, 0).block(6, new byte[4]).all(),
            CaptureBytes.little().section().bytes(new byte[40]).all())) {
      assertThatThrownBy(() -> read(new ByteArrayInputStream(bytes)))
          .isInstanceOf(MalformedInput.class);
    }
  }

  @Test
  void nothing_at_all_holds_nothing() throws Exception {
    assertThat(read(new ByteArrayInputStream(new byte[0]))).isEmpty();
    assertThat(read(CaptureBytes.little().pcap(MODIFIED, 1))).isEmpty();
  }
}
