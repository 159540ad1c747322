package dev.bartizan.app.cli;

import picocli.CommandLine.Option;

/** tcpdump's letters that change how events are printed, or are accepted out of habit. */
final class Letters {
  @Option(names = "-q", description = "Shorter lines.")
  private boolean brief;

  @Option(names = "-n", description = "Accepted as tcpdump's: names are never looked up.")
  void numeric(boolean given) {}

  @Option(names = "-tttt", description = "Accepted as tcpdump's: times always have their date.")
  void dated(boolean given) {}

  boolean brief() {
    return brief;
  }
}
