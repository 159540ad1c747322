package dev.bartizan.app.daemon;

import dev.bartizan.app.config.Configuration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where an installation keeps what outlives it: the store, users, the command line's token, and
 * where the running daemon is found.
 */
public record StateDirectory(Path path) {
  private static final String DAEMON = "daemon.json";

  /** Where the running daemon is found. */
  public record Address(String url, long pid) {}

  /** As configured, else as the system says. */
  public static StateDirectory of(
      Configuration configuration, Function<String, @Nullable String> environment) {
    var configured = configuration.config().stateDir();
    return new StateDirectory(configured == null ? preset(environment) : configured);
  }

  private static Path preset(Function<String, @Nullable String> environment) {
    var given = environment.apply("STATE_DIRECTORY");
    if (given != null && !given.isEmpty()) {
      return Path.of(given.split(":", 2)[0]);
    }
    if ("root".equals(System.getProperty("user.name"))) {
      return Path.of("/var/lib/bartizan");
    }
    var xdg = environment.apply("XDG_STATE_HOME");
    return xdg != null && !xdg.isEmpty()
        ? Path.of(xdg, "bartizan")
        : Path.of(System.getProperty("user.home"), ".local", "state", "bartizan");
  }

  /** Makes the directory, for its owner only, unless it is there. */
  public void create() throws IOException {
    if (!Files.isDirectory(path)) {
      var parent = path.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectory(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  /** The file (mode 0600) with the token of this machine's command line. */
  public Path token() {
    return path.resolve("cli.token");
  }

  /** The file (mode 0600) with a sign-in link, where there is no terminal to print it on. */
  public Path signIn() {
    return path.resolve("sign-in");
  }

  /** The running daemon; empty when none runs. */
  public Optional<Address> daemon() throws IOException {
    try {
      var text = Files.readString(path.resolve(DAEMON));
      var address = JsonMapper.shared().readValue(text, Address.class);
      return ProcessHandle.of(address.pid()).map(_ -> address);
    } catch (NoSuchFileException | JacksonException _) {
      return Optional.empty();
    }
  }

  void announce(Address address) throws IOException {
    write(path.resolve(DAEMON), JsonMapper.shared().writeValueAsString(address) + "\n");
  }

  void forget() throws IOException {
    Files.deleteIfExists(path.resolve(DAEMON));
    Files.deleteIfExists(signIn());
  }

  /** Writes a file that only its owner may read, whole or not at all. */
  static void write(Path file, String text) throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
