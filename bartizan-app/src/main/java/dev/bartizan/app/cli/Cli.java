package dev.bartizan.app.cli;

import dev.bartizan.app.terminal.Plain;
import dev.bartizan.app.terminal.Terminal;
import dev.bartizan.core.config.InvalidSettings;
import dev.bartizan.core.config.Suggestion;
import dev.bartizan.core.store.StoreException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: what verbs there are, how they are helped, and how they end. */
@Command(
    name = "bartizan",
    header = "Watches the edge of a network, tells its keeper what it sees, and acts.",
    description = {
      "  bartizan demo",
      "  bartizan run --config bartizan.yaml",
      "  bartizan events 'action:block AND dst.port:22' --since 1h"
    },
    exitCodeList = {
      Exit.SAYS_OK,
      Exit.SAYS_ERROR,
      Exit.SAYS_USAGE,
      Exit.SAYS_NOTHING,
      Exit.SAYS_REFUSED,
      Exit.SAYS_UNREACHABLE,
      Exit.SAYS_PARTLY,
      Exit.SAYS_INTERRUPTED
    },
    footer = "See also: bartizan VERB --help, bartizan man VERB")
public final class Cli implements Runnable {
  /** The version, as in the jar's manifest. */
  public static final String VERSION =
      Objects.requireNonNullElse(Cli.class.getPackage().getImplementationVersion(), "0.1.0");

  @Spec private CommandSpec spec = CommandSpec.create();

  private Cli() {}

  /** The command line with all its verbs, in the order of the help. */
  public static CommandLine on(Terminal terminal) {
    var clock = InstantSource.system();
    var line = new CommandLine(new Cli());
    var verbs =
        List.of(
            new DemoVerb(terminal, clock),
            new RunVerb(terminal, clock),
            new ReplayVerb(terminal, clock),
            new EventsVerb(terminal, clock),
            new TailVerb(terminal),
            new IpVerb(terminal),
            new DecodeVerb(terminal, clock),
            new StatusVerb(terminal),
            new ConfigVerb(),
            new TokenVerb(),
            new VersionVerb(terminal),
            new CompletionVerb(terminal),
            new ManVerb(terminal));
    verbs.forEach(line::addSubcommand);
    parts(
        line,
        "config",
        new ConfigVerb.Check(terminal),
        new ConfigVerb.Show(terminal),
        new ConfigVerb.Schema(terminal));
    parts(
        line,
        "token",
        new TokenVerb.Create(terminal),
        new TokenVerb.Listing(terminal),
        new TokenVerb.Revoke(terminal));
    prepare(line, terminal);
    return line;
  }

  private static void parts(CommandLine line, String verb, Object... parts) {
    var above = Objects.requireNonNull(line.getSubcommands().get(verb));
    for (var part : parts) {
      above.addSubcommand(part);
    }
  }

  private static void prepare(CommandLine line, Terminal terminal) {
    dress(line);
    line.setOut(new PrintWriter(terminal.out(), true, java.nio.charset.StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, java.nio.charset.StandardCharsets.UTF_8))
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((e, _) -> misread(e))
        .setExecutionExceptionHandler((e, verb, _) -> failed(verb.getErr(), e));
  }

  /** One layout of help for all verbs. */
  private static void dress(CommandLine line) {
    var spec = line.getCommandSpec();
    spec.mixinStandardHelpOptions(true).version("bartizan " + VERSION);
    spec.usageMessage()
        .synopsisHeading("%nUsage: ")
        .abbreviateSynopsis(true)
        .descriptionHeading("%nExamples:%n")
        .parameterListHeading("%nArguments:%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nVerbs:%n")
        .exitCodeListHeading("%nExit codes:%n")
        .footerHeading("%n")
        .width(100);
    line.getSubcommands().values().forEach(Cli::dress);
  }

  private static int misread(ParameterException e) {
    var line = e.getCommandLine();
    var err = line.getErr();
    var verb = line.getCommandSpec().qualifiedName();
    err.println("bartizan: " + Plain.of(message(e)));
    err.println("Try '" + verb + " --help'.");
    return Exit.USAGE;
  }

  private static String message(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      var word = unmatched.getUnmatched().getFirst();
      var known = e.getCommandLine().getCommandSpec();
      return (word.startsWith("-") ? "unknown option '" : "unknown verb or argument '")
          + word
          + "'"
          + Suggestion.among(
              word,
              word.startsWith("-") ? known.optionsMap().keySet() : known.subcommands().keySet());
    }
    return String.valueOf(e.getMessage());
  }

  private static int failed(PrintWriter err, Exception e) {
    return switch (e) {
      case Output.Gone _ -> Exit.OK;
      case Failure failure -> {
        err.println("bartizan: " + lines(failure.getMessage()));
        yield failure.exit();
      }
      case InvalidSettings invalid -> {
        err.println("bartizan: the configuration cannot be used:");
        invalid.problems().forEach(problem -> err.println("  " + Plain.of(problem)));
        yield Exit.ERROR;
      }
      case StoreException refused -> {
        err.println("bartizan: " + lines(refused.getMessage()));
        yield Exit.ERROR;
      }
      case InterruptedException _ -> 130;
      default -> {
        err.println("bartizan: " + lines(e.getMessage() == null ? e.toString() : e.getMessage()));
        if (System.getenv("BARTIZAN_DEBUG") != null) {
          e.printStackTrace(err);
        }
        yield Exit.ERROR;
      }
    };
  }

  private static String lines(@org.jspecify.annotations.Nullable String message) {
    return String.join("\n", String.valueOf(message).lines().map(Plain::of).toList());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which verb?");
  }
}
