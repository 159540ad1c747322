package dev.bartizan.app.cli;

import dev.bartizan.app.terminal.Terminal;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    header = "Writes a completion script for bash or zsh.",
    description = {
      "  bartizan completion bash > /etc/bash_completion.d/bartizan",
      "  source <(bartizan completion bash)",
      "  source <(bartizan completion zsh)"
    },
    exitCodeList = {Exit.SAYS_OK, Exit.SAYS_USAGE},
    footer = "See also: bartizan man")
final class CompletionVerb implements Runnable {
  private static final String ZSH =
      "autoload -Uz compinit bashcompinit\n(( $+functions[compdef] )) || compinit -u\nbashcompinit";

  /** Shells that can complete. */
  enum Shell {
    bash,
    zsh
  }

  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  private Shell shell = Shell.bash;

  CompletionVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    var out = new Output(terminal.out());
    var script = AutoComplete.bash("bartizan", spec.root().commandLine());
    switch (shell) {
      case bash -> out.text(script);
      case zsh -> {
        out.line(ZSH);
        out.text(script);
      }
    }
    out.flush();
  }
}
