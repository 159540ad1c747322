package dev.bartizan.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kills the daemon with SIGKILL again and again while it follows a file that grows, and a live
 * reader resumes after each kill from the last number that it saw. At the end each line is in the
 * store once, and the live reader has seen each number once: {@code Crash ROUNDS [SEED]}.
 */
final class Crash {
  private final Path directory;
  private final Random random;
  private final List<String> faults = new ArrayList<>();
  private final BitSet seen = new BitSet();
  private volatile boolean writing = true;
  private final AtomicInteger written = new AtomicInteger();
  private volatile long lastSeen;

  private Crash(Path directory, long seed) {
    this.directory = directory;
    this.random = new Random(seed);
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
    var directory = Files.createTempDirectory("bartizan-crash");
    System.out.println("seed " + seed + ", " + directory);
    var result = run(directory, Integer.parseInt(arguments[0]), seed);
    System.out.println(result);
    System.exit(result.faults().isEmpty() ? 0 : 1);
  }

  /** What came of it; no fault means that nothing was lost or doubled. */
  record Result(int rounds, int lines, long stored, long live, List<String> faults) {}

  static Result run(Path directory, int rounds, long seed)
      throws IOException, InterruptedException {
    return new Crash(directory, seed).run(rounds);
  }

  private Result run(int rounds) throws IOException, InterruptedException {
    configure();
    var writer = Thread.ofVirtual().start(this::write);
    var reader = Thread.ofPlatform().daemon().start(this::read);
    for (int round = 0; round < rounds; round++) {
      var daemon = start();
      Thread.sleep(random.nextInt(1200));
      daemon.destroyForcibly().waitFor();
    }
    writing = false;
    writer.join();
    var daemon = start();
    long stored = settle();
    reader.interrupt();
    daemon.destroy();
    daemon.waitFor();
    judge(stored);
    return new Result(rounds, written.get(), stored, seen.cardinality(), faults);
  }

  private void configure() throws IOException {
    Files.createDirectories(directory.resolve("state"));
    Files.writeString(
        directory.resolve("bartizan.yaml"),
        """
        state_dir: %s
        console:
          port: 0
        sources:
          web:
            type: caddy
            file: %s
            initial_position: start
        """
            .formatted(directory.resolve("state"), directory.resolve("access.log")));
  }

  private Process start() throws IOException, InterruptedException {
    var announced = directory.resolve("state").resolve("daemon.json");
    Files.deleteIfExists(announced);
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-Xmx192m",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.bartizan.app.Main",
            "run",
            "--config",
            directory.resolve("bartizan.yaml").toString());
    var log = directory.resolve("daemon.log").toFile();
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
    for (int i = 0; i < 600 && process.isAlive() && !Files.exists(announced); i++) {
      Thread.sleep(50);
    }
    if (!process.isAlive() && process.exitValue() != 137) {
      faults.add(
          "the daemon ended with " + process.exitValue() + ": " + Files.readString(log.toPath()));
    }
    return process;
  }

  private void write() {
    var pace = new Random(random.nextLong());
    try (var out =
        Files.newOutputStream(
            directory.resolve("access.log"),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND)) {
      while (writing) {
        int lines = 1 + pace.nextInt(60);
        var text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
          text.append(line(written.incrementAndGet())).append('\n');
        }
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        int cut = pace.nextInt(bytes.length);
        out.write(bytes, 0, cut);
        Thread.sleep(pace.nextInt(20));
        out.write(bytes, cut, bytes.length - cut);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String line(int number) {
    return "{\"level\":\"info\",\"ts\":%d.%06d,\"logger\":\"http.log.access\",\"msg\":\"handled request\",\"request\":{\"remote_ip\":\"203.0.113.%d\",\"remote_port\":\"4000\",\"client_ip\":\"203.0.113.%d\",\"proto\":\"HTTP/1.1\",\"method\":\"GET\",\"host\":\"www.example.org\",\"uri\":\"/%d\",\"headers\":{}},\"duration\":0.001,\"size\":1,\"status\":200,\"resp_headers\":{}}"
        .formatted(
            1_795_000_000 + number / 1000,
            number % 1000,
            number % 254 + 1,
            number % 254 + 1,
            number);
  }

  private void read() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        follow(Daemon.in(directory.resolve("state")));
      } catch (IOException | RuntimeException _) {
        pause();
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void follow(Daemon daemon) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create(daemon.base().resolve("/api/live?after=" + lastSeen).toString()))
            .header("Authorization", "Bearer " + daemon.token())
            .header("Accept", "application/x-ndjson")
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    try (var lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(line);
      }
    }
  }

  private void take(String line) {
    var event = JsonMapper.shared().readTree(line);
    if (!event.has("id")) {
      if (event.path("shed").asLong(0) > 0) {
        faults.add("shed: " + line);
      }
      return;
    }
    long id = event.get("id").asLong();
    int number = Integer.parseInt(event.get("http.path").asString().substring(1));
    if (id != lastSeen + 1) {
      faults.add("after " + lastSeen + " came " + id);
    }
    if (seen.get(number)) {
      faults.add("line " + number + " came twice, last as " + id);
    }
    seen.set(number);
    lastSeen = id;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private long settle() throws IOException, InterruptedException {
    long stored = 0;
    for (int i = 0; i < 600 && (stored < written.get() || lastSeen < written.get()); i++) {
      Thread.sleep(100);
      stored = Daemon.in(directory.resolve("state")).events();
    }
    return stored;
  }

  private void judge(long stored) {
    int lines = written.get();
    if (stored != lines) {
      faults.add(lines + " lines were written, the books say " + stored + " events");
    }
    if (seen.cardinality() != lines) {
      faults.add(lines + " lines were written, the live reader saw " + seen.cardinality());
    }
  }
}
