package dev.bartizan.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test wants from the machine it runs on.
 *
 * <p>A person's machine may lack a program: the test is then skipped. Where the system property
 * {@code bartizan.require} is {@code all}, as in CI, nothing may be missing: the test fails.
 */
public final class Needs {
  private Needs() {}

  /** The path of a program on the PATH or in the usual directories of system programs. */
  public static Path program(String name) {
    var found = find(name);
    if (found.isEmpty()) {
      without("the program " + name);
    }
    return found.orElseThrow();
  }

  /** Leaves the test, by skipping or failing it, for want of {@code what}. */
  public static void without(String what) {
    var message = "this machine lacks " + what;
    if ("all".equals(System.getProperty("bartizan.require"))) {
      Assertions.fail(message);
    }
    Assumptions.abort(message);
  }

  /** The directory of further samples that {@code ./check --samples} named, if it did. */
  public static Optional<Path> samples() {
    return Optional.ofNullable(System.getProperty("bartizan.samples")).map(Path::of);
  }

  private static Optional<Path> find(String name) {
    var path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin:/sbin";
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(directory -> !directory.isBlank())
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
