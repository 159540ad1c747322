package dev.bartizan.sources.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bartizan.core.event.Emission;
import dev.bartizan.core.event.PacketLogged;
import dev.bartizan.core.pipeline.Emitter;
import dev.bartizan.core.pipeline.Position;
import dev.bartizan.sources.packet.PacketDecoder;
import dev.bartizan.testkit.Samples;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcapSourceTest {
  private static final int MICRO = 0xa1b2_c3d4;

  @TempDir private Path directory;

  /** Keeps all that is handed over, with the positions in order. */
  private static final class Kept implements Emitter {
    private final List<Emission> emissions = new ArrayList<>();
    private final List<String> positions = new ArrayList<>();
    private final List<Integer> upTo = new ArrayList<>();
    private long read;
    private long skipped;

    @Override
    public void emit(List<? extends Emission> more, int bytes, @Nullable Position after) {
      emissions.addAll(more);
      read += bytes;
      reached(after);
    }

    @Override
    public boolean offer(List<? extends Emission> more, int bytes) {
      throw new IllegalStateException("a file can wait");
    }

    @Override
    public void skipped(long bytes, @Nullable Position after) {
      skipped += bytes;
      reached(after);
    }

    private void reached(@Nullable Position after) {
      if (after != null) {
        positions.add(after.encode());
        upTo.add(emissions.size());
      }
    }
  }

  private static Kept run(Path file, @Nullable String resume) throws Exception {
    var kept = new Kept();
    new PcapSource(file, Samples.FIREWALL, false, () -> Samples.NOON).run(resume, kept);
    return kept;
  }

  private Path file(byte[] bytes) throws Exception {
    return Files.write(directory.resolve("packets.pcap"), bytes);
  }

  private static CaptureBytes capture(int packets) {
    var capture = CaptureBytes.little().pcap(MICRO, 101);
    for (int i = 0; i < packets; i++) {
      capture.record(i, 0, CaptureBytes.PACKET);
    }
    return capture;
  }

  @Test
  void every_packet_and_every_byte_is_accounted_for() throws Exception {
    var file = file(capture(1000).all());
    var kept = run(file, null);
    assertThat(kept.emissions).hasSize(1000).allMatch(PacketLogged.class::isInstance);
    assertThat(kept.read).isEqualTo(1000 * 47);
    assertThat(kept.read + kept.skipped).isEqualTo(Files.size(file));
  }

  @Test
  void nothing_is_lost_or_doubled_after_any_position() throws Exception {
    var file = file(capture(1000).all());
    var whole = run(file, null);
    assertThat(whole.positions).hasSizeGreaterThan(3);
    for (int i = 0; i < whole.positions.size(); i++) {
      var rest = run(file, whole.positions.get(i));
      int from = whole.upTo.get(i);
      assertThat(rest.emissions).isEqualTo(whole.emissions.subList(from, 1000));
    }
    var done = run(file, whole.positions.getLast());
    assertThat(done.read + done.skipped).isZero();
  }

  @Test
  void the_position_of_another_capture_is_not_heeded() throws Exception {
    var position = run(file(capture(10).all()), null).positions.getLast();
    var other =
        file(CaptureBytes.little().pcap(MICRO, 101).record(9, 9, CaptureBytes.PACKET).all());
    assertThat(run(other, position).emissions).hasSize(1);
    assertThat(run(other, "nonsense").emissions).hasSize(1);
  }

  @Test
  void a_cut_record_is_counted_once() throws Exception {
    var file = file(capture(3).bytes(new byte[12]).all());
    var kept = run(file, null);
    assertThat(kept.emissions).hasSize(4);
    assertThat(kept.emissions.getLast()).isInstanceOf(Emission.Malformed.class);
    assertThat(kept.read + kept.skipped).isEqualTo(Files.size(file));
    assertThat(run(file, kept.positions.getLast()).emissions).isEmpty();
  }

  @Test
  void what_stands_behind_a_broken_record_is_a_gap() throws Exception {
    var broken = capture(3).record(4, 0, -1, -1, 16, CaptureBytes.PACKET);
    var file = file(broken.record(5, 0, CaptureBytes.PACKET).all());
    var kept = run(file, null);
    assertThat(kept.emissions).hasSize(5);
    var input = (Emission.Malformed) kept.emissions.get(3);
    assertThat(input.where()).isEqualTo("byte " + (24 + 3 * 47));
    assertThat(input.sample()).startsWith("0400000000000000ffffffff");
    var gap = (Emission.Gap) kept.emissions.get(4);
    assertThat(gap.bytes()).isEqualTo(2 * 47);
    assertThat(gap.from()).isEqualTo(2_000_000);
    assertThat(kept.read + kept.skipped + gap.bytes()).isEqualTo(Files.size(file));
    assertThat(run(file, kept.positions.getLast()).emissions).isEmpty();
  }

  @Test
  void a_frame_that_cannot_be_read_does_not_stop_the_rest() throws Exception {
    var capture = capture(1).record(2, 0, new byte[] {0x55}).record(3, 0, CaptureBytes.PACKET);
    var kept = run(file(capture.all()), null);
    assertThat(kept.emissions).hasSize(3);
    var input = (Emission.Malformed) kept.emissions.get(1);
    assertThat(input.why()).isEqualTo("IP version 5");
    assertThat(input.sample()).isEqualTo("55");
  }

  @Test
  void what_the_capturing_program_lost_is_a_gap() throws Exception {
    var capture =
        CaptureBytes.little()
            .section()
            .face(101, 0, 6, 0)
            .enhanced(0, 7, CaptureBytes.PACKET)
            .drops(12);
    var file = file(capture.all());
    var kept = run(file, null);
    assertThat(((Emission.Gap) kept.emissions.getLast()).records()).isEqualTo(12);
    assertThat(kept.read + kept.skipped).isEqualTo(Files.size(file));
  }

  @Test
  void a_link_type_that_is_not_read_is_told_with_each_frame() throws Exception {
    var file = file(CaptureBytes.little().pcap(MICRO, 147).record(1, 0, new byte[9]).all());
    assertThat(((Emission.Malformed) run(file, null).emissions.getFirst()).why())
        .contains("link type 147");
  }

  @Test
  void a_file_that_is_no_capture_is_one_malformed_record_and_a_gap() throws Exception {
    var file = file("x".repeat(100).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    var kept = run(file, null);
    assertThat(kept.emissions).hasSize(2);
    assertThat(((Emission.Gap) kept.emissions.getLast()).bytes()).isEqualTo(100);
    assertThat(run(file, kept.positions.getLast()).emissions).isEmpty();
  }

  @Test
  void a_pipe_has_no_positions() throws Exception {
    var kept = new Kept();
    var pipe = new ByteArrayInputStream(capture(300).all());
    new PcapSource(pipe, Samples.FIREWALL, true, () -> Samples.NOON).run(null, kept);
    assertThat(kept.emissions).hasSize(300);
    assertThat(kept.positions).isEmpty();
    var raw = ((PacketLogged) kept.emissions.getFirst()).head().extra().raw();
    assertThat(Objects.requireNonNull(raw).bytes()).isEqualTo(CaptureBytes.PACKET);
  }

  @Test
  void an_interrupt_stops_it() throws Exception {
    var file = file(capture(1000).all());
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> run(file, null)).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void several_threads_deliver_the_same_in_the_same_order() throws Exception {
    var capture = CaptureBytes.little().section().face(101, 0, 6, 0);
    for (int i = 0; i < 30_000; i++) {
      capture.enhanced(0, i, i % 1000 == 7 ? new byte[] {0x55} : CaptureBytes.PACKET);
      if (i % 7001 == 0) {
        capture.face(1, 0, 6, 0).drops(1);
      }
    }
    var file = file(capture.bytes(new byte[5]).all());
    var parallel = new ArrayList<Emission>();
    try (var decode =
        new ParallelDecode<>(
            3,
            () -> new PacketDecoder(Samples.FIREWALL, false, () -> Samples.NOON),
            List::copyOf)) {
      decode.decode(Files.newInputStream(file), parallel::addAll);
    }
    var sequential = run(file, null).emissions;
    assertThat(parallel.size()).isEqualTo(sequential.size());
    for (int i = 0; i < parallel.size() - 1; i++) {
      if (!(parallel.get(i) instanceof Emission.Gap)) {
        assertThat(parallel.get(i)).isEqualTo(sequential.get(i));
      }
    }
  }

  @Test
  void several_threads_read_frames_of_any_size() throws Exception {
    var capture = CaptureBytes.little().pcap(MICRO, 101);
    for (int i = 0; i < 60; i++) {
      capture.record(i, 0, i % 3 == 0 ? new byte[262_144] : CaptureBytes.PACKET);
    }
    var in = new ByteArrayInputStream(capture.all());
    var parallel = new ArrayList<Emission>();
    try (var decode =
        new ParallelDecode<>(
            2,
            () -> new PacketDecoder(Samples.FIREWALL, false, () -> Samples.NOON),
            List::copyOf)) {
      decode.decode(in, parallel::addAll);
    }
    assertThat(parallel).hasSize(60);
    assertThat(parallel).filteredOn(PacketLogged.class::isInstance).hasSize(40);
  }
}
