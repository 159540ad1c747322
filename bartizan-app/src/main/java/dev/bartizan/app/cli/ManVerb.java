package dev.bartizan.app.cli;

import dev.bartizan.app.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "man",
    header = "Writes manual pages.",
    description = {
      "  bartizan man events | man -l -",
      "  bartizan man --dir /usr/local/share/man/man1",
      "  bartizan man > bartizan.1"
    },
    exitCodeList = {Exit.SAYS_OK, Exit.SAYS_ERROR, Exit.SAYS_USAGE},
    footer = "See also: bartizan completion")
final class ManVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "VERB", description = "The page of a verb; of bartizan if left out.")
  private List<String> verb = List.of();

  @Option(names = "--dir", paramLabel = "DIR", description = "Write all pages into a directory.")
  private @Nullable Path directory;

  ManVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var root = spec.root().commandLine();
    if (directory != null) {
      Files.createDirectories(directory);
      write(directory, root);
      return Exit.OK;
    }
    var line = root;
    for (var word : verb) {
      line = line.getSubcommands().get(word);
      if (line == null) {
        throw new Failure(Exit.USAGE, "there is no verb '" + word + "'");
      }
    }
    var out = new Output(terminal.out());
    out.text(ManPage.of(line.getCommandSpec()));
    out.flush();
    return Exit.OK;
  }

  private static void write(Path directory, CommandLine line) throws IOException {
    var page = ManPage.of(line.getCommandSpec());
    Files.writeString(directory.resolve(ManPage.name(line.getCommandSpec()) + ".1"), page);
    for (var inner : line.getSubcommands().values()) {
      write(directory, inner);
    }
  }
}
