package dev.bartizan.app.cli;

import dev.bartizan.app.terminal.Terminal;
import picocli.CommandLine.Command;

@Command(
    name = "version",
    header = "Shows the version.",
    description = {"  bartizan version", "  bartizan --version", "  ssh edge bartizan version"},
    exitCodeList = {Exit.SAYS_OK},
    footer = "See also: bartizan status")
final class VersionVerb implements Runnable {
  private final Terminal terminal;

  VersionVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    var out = new Output(terminal.out());
    out.line("bartizan " + Cli.VERSION);
    out.line("java " + Runtime.version());
    out.flush();
  }
}
