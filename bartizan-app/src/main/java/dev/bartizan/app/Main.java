package dev.bartizan.app;

import dev.bartizan.app.cli.Cli;
import dev.bartizan.app.terminal.Terminal;
import picocli.CommandLine;

/** Where the program begins. */
public final class Main {
  private Main() {}

  /** Runs one verb and exits with its code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return Cli.on(Terminal.system());
  }
}
