package dev.bartizan.app.cli;

import dev.bartizan.app.config.Configuration;
import dev.bartizan.app.daemon.Parts;
import dev.bartizan.app.terminal.Terminal;
import dev.bartizan.core.config.InvalidSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

@Command(
    name = "config",
    header = "Checks and shows the configuration.",
    description = {
      "  bartizan config check bartizan.yaml",
      "  bartizan config show --config bartizan.yaml",
      "  bartizan config schema > bartizan.schema.json"
    },
    exitCodeList = {Exit.SAYS_OK, Exit.SAYS_ERROR, Exit.SAYS_USAGE},
    footer = "See also: bartizan run")
final class ConfigVerb implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "check, show or schema?");
  }

  /** What there is to do with a configuration. */
  abstract static class Part implements Callable<Integer> {
    final Terminal terminal;

    @Mixin private Place place = new Place();

    @Parameters(
        arity = "0..1",
        paramLabel = "FILE",
        description = "Configuration file, instead of --config.")
    private @Nullable Path file;

    Part(Terminal terminal) {
      this.terminal = terminal;
    }

    Configuration read() throws InvalidSettings {
      return file == null
          ? place.configuration(terminal)
          : Configuration.read(file, terminal.environment());
    }
  }

  @Command(
      name = "check",
      header = "Checks a configuration: exit 0 when it can be used, else every problem it has.",
      description = {
        "  bartizan config check bartizan.yaml",
        "  bartizan config check",
        "  bartizan config check && systemctl restart bartizan"
      },
      exitCodeList = {Exit.SAYS_OK, Exit.SAYS_ERROR, Exit.SAYS_USAGE},
      footer = "See also: bartizan config show")
  static final class Check extends Part {
    Check(Terminal terminal) {
      super(terminal);
    }

    @Override
    public Integer call() throws InvalidSettings {
      int sources = Parts.sources(read(), InstantSource.system()).size();
      terminal.say("bartizan: the configuration can be used; sources: " + sources);
      return Exit.OK;
    }
  }

  @Command(
      name = "show",
      header = "Shows a configuration with presets filled in and secrets masked.",
      description = {
        "  bartizan config show",
        "  bartizan config show bartizan.yaml",
        "  bartizan config show | grep keep_days"
      },
      exitCodeList = {Exit.SAYS_OK, Exit.SAYS_ERROR, Exit.SAYS_USAGE},
      footer = "See also: bartizan config check")
  static final class Show extends Part {
    Show(Terminal terminal) {
      super(terminal);
    }

    @Override
    public Integer call() throws InvalidSettings {
      var out = new Output(terminal.out());
      out.text(new YAMLMapper().writeValueAsString(Parts.effective(read())));
      out.flush();
      return Exit.OK;
    }
  }

  @Command(
      name = "schema",
      header = "Writes the JSON Schema of the configuration, for editors.",
      description = {
        "  bartizan config schema",
        "  bartizan config schema > bartizan.schema.json",
        "  bartizan config schema | jq .properties.store"
      },
      exitCodeList = {Exit.SAYS_OK},
      footer = "See also: bartizan config check")
  static final class Schema implements Callable<Integer> {
    private final Terminal terminal;

    Schema(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      var out = new Output(terminal.out());
      var mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
      out.line(mapper.writeValueAsString(Parts.schema()));
      out.flush();
      return Exit.OK;
    }
  }
}
