package dev.bartizan.app.terminal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a verb is connected to: data goes to {@code out}, messages to {@code err}.
 *
 * @param out unbuffered standard output
 * @param outIsTty whether a person reads {@code out}
 * @param errIsTty whether a person reads {@code err}
 * @param environment gives a variable's value, or null
 */
public record Terminal(
    InputStream in,
    OutputStream out,
    PrintStream err,
    boolean outIsTty,
    boolean errIsTty,
    Function<String, @Nullable String> environment) {

  /** The one this process was started from. */
  public static Terminal system() {
    return new Terminal(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        isTty(1),
        isTty(2),
        System::getenv);
  }

  /** Whether a graphical desktop shows what this process opens. */
  public boolean hasDesktop() {
    return outIsTty && (variable("DISPLAY") != null || variable("WAYLAND_DISPLAY") != null);
  }

  /** A variable of the environment; null when unset or empty. */
  public @Nullable String variable(String name) {
    var value = environment.apply(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /** One line for people. */
  public void say(String message) {
    err.println(message);
  }

  private static boolean isTty(int descriptor) {
    try {
      var target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException _) {
      return java.util.Objects.requireNonNull(System.console()).isTerminal();
    }
  }
}
