package dev.bartizan.app.cli;

import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** A manual page (roff, man macros) from the model of a verb. Pure functions. */
final class ManPage {
  private ManPage() {}

  /** The page's name: {@code bartizan-events}. */
  static String name(CommandSpec spec) {
    return spec.qualifiedName("-");
  }

  static String of(CommandSpec spec) {
    var usage = spec.usageMessage();
    var out = new StringBuilder();
    out.append(".TH \"").append(name(spec).toUpperCase(java.util.Locale.ROOT));
    out.append("\" 1 \"\" \"bartizan ").append(Cli.VERSION).append("\" \"Bartizan\"\n");
    section(out, "NAME", text(name(spec)) + " \\- " + text(String.join(" ", usage.header())));
    section(out, "SYNOPSIS", ".nf\n" + text(synopsis(spec)) + "\n.fi");
    if (!spec.positionalParameters().isEmpty()) {
      section(out, "ARGUMENTS", arguments(spec.positionalParameters()));
    }
    section(out, "OPTIONS", arguments(spec.options()));
    if (!spec.subcommands().isEmpty()) {
      section(out, "VERBS", verbs(spec));
    }
    section(out, "EXAMPLES", ".nf\n" + lines(usage.description()) + "\n.fi");
    section(out, "EXIT STATUS", exits(spec));
    section(out, "SEE ALSO", lines(usage.footer()).replace("See also: ", ""));
    return out.toString();
  }

  private static String synopsis(CommandSpec spec) {
    return new Help(spec, Help.defaultColorScheme(Help.Ansi.OFF)).synopsis(0).strip();
  }

  private static String arguments(Iterable<? extends ArgSpec> all) {
    var out = new StringBuilder();
    for (var argument : all) {
      out.append(".TP\n\\fB").append(text(title(argument))).append("\\fR\n");
      out.append(lines(argument.description())).append('\n');
    }
    return out.toString().stripTrailing();
  }

  private static String title(ArgSpec argument) {
    return switch (argument) {
      case picocli.CommandLine.Model.OptionSpec option ->
          String.join(", ", option.names())
              + (option.arity().max() == 0 ? "" : " " + option.paramLabel());
      default -> argument.paramLabel();
    };
  }

  private static String verbs(CommandSpec spec) {
    return spec.subcommands().entrySet().stream()
        .map(e ->
            ".TP\n\\fB"
                + text(e.getKey())
                + "\\fR\n"
                + lines(e.getValue().getCommandSpec().usageMessage().header()))
        .collect(Collectors.joining("\n"));
  }

  private static String exits(CommandSpec spec) {
    return spec.usageMessage().exitCodeList().entrySet().stream()
        .map(e -> ".TP\n\\fB" + e.getKey() + "\\fR\n" + text(e.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String lines(String[] lines) {
    return text(String.join("\n", lines).replace("%%", "%"));
  }

  private static void section(StringBuilder out, String title, String body) {
    out.append(".SH ").append(title).append('\n').append(body).append('\n');
  }

  /** Backslashes and hyphens are escaped; a line cannot begin a macro. */
  private static String text(String plain) {
    return plain.replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^([.'])", "\\\\&$1");
  }
}
