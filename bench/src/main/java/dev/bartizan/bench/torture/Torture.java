package dev.bartizan.bench.torture;

import dev.bartizan.store.DuckDbEventStore;
import dev.bartizan.store.StoreConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * One process writes a log and rotates it in all ways; another one follows it into a store and is
 * killed at random moments. At the end every line must be accounted for.
 */
public final class Torture {
  /** The follower has nothing left to do when its books have not moved for so long. */
  private static final Duration QUIET = Duration.ofSeconds(8);

  private final Path directory;
  private final Random random;
  private int kills;

  private Torture(Path directory, long seed) {
    this.directory = directory;
    this.random = new Random(seed);
  }

  /** Takes a number of rounds, an empty directory, and perhaps a seed; exit 1 tells of faults. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws Exception {
    long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : System.nanoTime();
    System.out.println("seed " + seed);
    var verdict = run(Integer.parseInt(arguments[0]), Path.of(arguments[1]), seed);
    System.out.println(verdict);
    System.exit(verdict.faults().isEmpty() ? 0 : 1);
  }

  /**
   * So many rounds in this directory, which keeps everything for a post-mortem.
   *
   * @return what became of every line
   */
  static Verdict run(int rounds, Path directory, long seed) throws Exception {
    return new Torture(directory, seed).run(rounds, seed);
  }

  @SuppressWarnings("SystemOut")
  private Verdict run(int rounds, long seed) throws Exception {
    Files.createDirectories(directory.resolve("log"));
    rest(Duration.ZERO);
    var writer =
        start(
            "writer",
            Writer.class,
            log().toString(),
            journal().toString(),
            Long.toString(seed),
            Integer.toString(rounds));
    while (writer.isAlive()) {
      runAndKill();
    }
    if (writer.waitFor() != 0) {
      throw new IOException("the writer failed, see " + directory.resolve("writer.err"));
    }
    rest(QUIET);
    System.out.println(rounds + " rounds, " + kills + " kills");
    try (var store = DuckDbEventStore.open(StoreConfig.in(store()), InstantSource.system())) {
      return Verdict.of(directory.resolve("log"), journal(), store);
    }
  }

  /** Most followers are killed at work, some while they start. */
  private void runAndKill() throws IOException, InterruptedException {
    var follower =
        command("follower", Follower.class, log().toString(), store().toString()).start();
    if (random.nextInt(5) > 0) {
      try (var lines = follower.inputReader(StandardCharsets.UTF_8)) {
        lines.readLine();
        Thread.sleep(random.nextInt(4000));
        kill(follower);
      }
    } else {
      follower.waitFor(random.nextInt(1500), TimeUnit.MILLISECONDS);
      kill(follower);
    }
    if (random.nextInt(3) == 0) {
      Thread.sleep(random.nextInt(3000));
    }
  }

  private void kill(Process follower) throws IOException, InterruptedException {
    if (!follower.isAlive()) {
      throw new IOException("the follower failed, see " + directory.resolve("follower.err"));
    }
    follower.destroyForcibly().waitFor();
    kills++;
  }

  private Path log() {
    return directory.resolve("log/access.log");
  }

  private Path journal() {
    return directory.resolve("journal");
  }

  private Path store() {
    return directory.resolve("store");
  }

  private Process start(String name, Class<?> main, String... arguments) throws IOException {
    return command(name, main, arguments)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve(name + ".out").toFile()))
        .start();
  }

  private ProcessBuilder command(String name, Class<?> main, String... arguments) {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.appendTo(directory.resolve(name + ".err").toFile()));
  }

  /** Lets a follower run until its books have not moved for so long, and ends it in order. */
  private void rest(Duration quiet) throws IOException, InterruptedException {
    var follower =
        command("follower", Follower.class, log().toString(), store().toString()).start();
    var last = "";
    boolean told = false;
    long moved = System.nanoTime();
    try (var lines = follower.inputReader(StandardCharsets.UTF_8)) {
      for (String line; (line = lines.readLine()) != null; ) {
        if (!line.equals(last)) {
          last = line;
          moved = System.nanoTime();
        } else if (!told && System.nanoTime() - moved > quiet.toNanos()) {
          told = true;
          follower.outputWriter().append("\n").flush();
        }
      }
    }
    if (follower.waitFor() != 0) {
      throw new IOException("the follower failed, see " + directory.resolve("follower.err"));
    }
  }
}
