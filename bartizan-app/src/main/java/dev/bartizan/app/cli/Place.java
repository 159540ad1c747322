package dev.bartizan.app.cli;

import dev.bartizan.app.config.Configuration;
import dev.bartizan.app.daemon.StateDirectory;
import dev.bartizan.app.terminal.Terminal;
import dev.bartizan.core.config.InvalidSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which installation a verb is about. */
final class Place {
  private static final Path SYSTEM = Path.of("/etc/bartizan/bartizan.yaml");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Configuration file. Preset: BARTIZAN_CONFIG, else /etc/bartizan/bartizan.yaml if there.")
  private @Nullable Path config;

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description =
          "State directory. Preset: BARTIZAN_STATE_DIR, else the configuration's state_dir.")
  private @Nullable Path stateDirectory;

  /** The configuration file, or null when there is none. */
  @Nullable Path file(Terminal terminal) {
    var variable = terminal.variable("BARTIZAN_CONFIG");
    if (config != null) {
      return config;
    }
    return variable != null ? Path.of(variable) : Files.exists(SYSTEM) ? SYSTEM : null;
  }

  /** The configuration, presets where there is no file. */
  Configuration configuration(Terminal terminal) throws InvalidSettings {
    var file = file(terminal);
    return file == null
        ? Configuration.presets(terminal.environment())
        : Configuration.read(file, terminal.environment());
  }

  /** The state directory; need not exist. */
  StateDirectory state(Terminal terminal) throws InvalidSettings {
    var variable = terminal.variable("BARTIZAN_STATE_DIR");
    if (stateDirectory != null) {
      return new StateDirectory(stateDirectory);
    }
    return variable != null
        ? new StateDirectory(Path.of(variable))
        : StateDirectory.of(configuration(terminal), terminal.environment());
  }
}
