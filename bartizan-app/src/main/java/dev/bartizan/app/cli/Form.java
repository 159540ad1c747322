package dev.bartizan.app.cli;

import dev.bartizan.app.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How results are written. */
final class Form {
  /** The forms. */
  enum As {
    human,
    json,
    ndjson,
    csv,
    raw
  }

  /** Whether colours are used. */
  enum Color {
    auto,
    always,
    never
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      description =
          "human, json, ndjson, csv or raw (the record as it came). Preset: human on a terminal,"
              + " ndjson for events elsewhere.")
  private @Nullable As as;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "auto, always or never; NO_COLOR is heeded. Preset: auto.")
  private Color color = Color.auto;

  /** The form for a stream of events. */
  As ofEvents(Terminal terminal) {
    return as != null ? as : terminal.outIsTty() ? As.human : As.ndjson;
  }

  /** The form for anything else. */
  As of() {
    return as != null ? as : As.human;
  }

  /** Whether to colour what people read. */
  boolean colored(Terminal terminal) {
    return switch (color) {
      case always -> true;
      case never -> false;
      case auto -> terminal.outIsTty() && terminal.variable("NO_COLOR") == null;
    };
  }
}
