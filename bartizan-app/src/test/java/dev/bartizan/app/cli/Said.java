package dev.bartizan.app.cli;

import dev.bartizan.app.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a verb said, and how it ended. */
record Said(int exit, String out, String err) {
  /** Runs a verb with nothing in its environment but where the state is. */
  static Said by(Map<String, String> environment, boolean tty, String... words) {
    return by(environment, tty, "", words);
  }

  static Said by(Map<String, String> environment, boolean tty, String input, String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            tty,
            tty,
            environment::get);
    int exit = Cli.on(terminal).execute(words);
    return new Said(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  static Said by(String... words) {
    return by(Map.of(), false, words);
  }
}
