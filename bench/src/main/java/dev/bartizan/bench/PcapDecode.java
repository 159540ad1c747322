package dev.bartizan.bench;

import dev.bartizan.core.event.Emission;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.event.PacketLogged;
import dev.bartizan.sources.packet.PacketDecoder;
import dev.bartizan.sources.pcap.CaptureReader;
import dev.bartizan.sources.pcap.ParallelDecode;
import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Decodes a capture in a warm JVM, on one thread and on several, and has tcpdump read the same file
 * in between: {@code PcapDecode [FILE [ROUNDS [THREADS]]]}. Without a file, one million packets are
 * made up. Prints medians, and how many times tcpdump's rate ours is.
 */
public final class PcapDecode {
  private static final int PACKETS = 1_000_000;

  private final Path file;
  private final int threads;
  private long sum;

  private PcapDecode(Path file, int threads) {
    this.file = file;
    this.threads = threads;
  }

  /** One pass over the file. */
  @FunctionalInterface
  private interface Pass {
    long packets() throws Exception;
  }

  /** Runs the comparison. */
  public static void main(String[] arguments) throws Exception {
    boolean own = arguments.length == 0 || arguments[0].equals("-");
    var file = own ? Files.createTempFile("packets", ".pcap") : Path.of(arguments[0]);
    try {
      if (own) {
        PcapSample.write(file, PACKETS, 7);
      }
      int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
      int cores = Runtime.getRuntime().availableProcessors();
      int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : cores;
      new PcapDecode(file, threads).compare(rounds);
    } finally {
      if (own) {
        Files.deleteIfExists(file);
      }
    }
  }

  private void compare(int rounds) throws Exception {
    try (var parallel = new ParallelDecode<>(threads, PcapDecode::decoder, Count::of)) {
      for (int i = 0; i < 5; i++) {
        sequential();
        parallel(parallel);
      }
      var tcpdump = new double[rounds];
      var one = new double[rounds];
      var many = new double[rounds];
      long packets = 0;
      for (int i = 0; i < rounds; i++) {
        tcpdump[i] = seconds(this::tcpdump);
        long start = System.nanoTime();
        packets = sequential();
        one[i] = (System.nanoTime() - start) / 1e9;
        many[i] = seconds(() -> parallel(parallel));
      }
      print("tcpdump -r FILE -w /dev/null", packets, median(tcpdump), median(tcpdump));
      print("bartizan, 1 thread", packets, median(one), median(tcpdump));
      print("bartizan, " + threads + " threads", packets, median(many), median(tcpdump));
      System.out.println("check " + sum);
    }
  }

  private static PacketDecoder decoder() {
    return new PacketDecoder(new Origin("bench", "pcap"), false, InstantSource.system());
  }

  private long sequential() throws Exception {
    var decoder = decoder();
    var count = new Count();
    try (var reader = new CaptureReader(new FileInputStream(file.toFile()))) {
      while (reader.next()) {
        reader.decode(decoder, count);
      }
    }
    sum += count.bytes;
    return count.packets;
  }

  private long parallel(ParallelDecode<Count> decode) throws Exception {
    var count = new Count();
    decode.decode(new FileInputStream(file.toFile()), count::add);
    sum += count.bytes;
    return count.packets;
  }

  private long tcpdump() throws Exception {
    var process =
        new ProcessBuilder("tcpdump", "-r", file.toString(), "-w", "/dev/null")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("tcpdump failed");
    }
    return 0;
  }

  private static double seconds(Pass pass) throws Exception {
    long start = System.nanoTime();
    pass.packets();
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void print(String what, long packets, double seconds, double reference) {
    System.out.printf(
        Locale.ROOT,
        "%-30s %8.2f Mpkt/s  %6.2f x%n",
        what,
        packets / seconds / 1e6,
        reference / seconds);
  }

  /** Touches what was decoded, so that it must have been. */
  private static final class Count implements Consumer<Emission> {
    private long packets;
    private long bytes;

    static Count of(List<Emission> stretch) {
      var count = new Count();
      stretch.forEach(count);
      return count;
    }

    void add(Count other) {
      packets += other.packets;
      bytes += other.bytes;
    }

    @Override
    public void accept(Emission emission) {
      packets++;
      if (emission instanceof PacketLogged packet) {
        bytes += packet.ip().length() + packet.head().dst().port();
      }
    }
  }
}
