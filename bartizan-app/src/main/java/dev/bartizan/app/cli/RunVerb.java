package dev.bartizan.app.cli;

import dev.bartizan.app.daemon.Daemon;
import dev.bartizan.app.terminal.Terminal;
import dev.bartizan.web.Edition;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "run",
    header = "Runs the daemon: reads the configured sources until it is told to stop.",
    description = {
      "  bartizan run --config bartizan.yaml",
      "  bartizan run --config bartizan.yaml --state-dir /tmp/try",
      "  systemctl start bartizan"
    },
    exitCodeList = {
      Exit.SAYS_OK,
      Exit.SAYS_ERROR,
      Exit.SAYS_USAGE,
      Exit.SAYS_INTERRUPTED,
      "143:terminated"
    },
    footer = "See also: bartizan config check, bartizan status, bartizan demo")
final class RunVerb implements Callable<Integer> {
  private final Terminal terminal;
  private final InstantSource clock;

  @Mixin private Place place = new Place();

  RunVerb(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    var configuration = place.configuration(terminal);
    if (configuration.config().sources().isEmpty()) {
      throw new Failure(
          Exit.ERROR,
          "no sources are configured: name some in bartizan.yaml and give it by --config, or look"
              + " at 'bartizan demo'");
    }
    var state = place.state(terminal);
    var daemon =
        Daemon.start(
            configuration, state, new Edition(Cli.VERSION, false), clock, new SecureRandom());
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(daemon::close));
    welcome(daemon, state.signIn());
    new CountDownLatch(1).await();
    return Exit.OK;
  }

  private void welcome(Daemon daemon, java.nio.file.Path file) throws java.io.IOException {
    terminal.say("bartizan: runs at " + daemon.uri());
    if (!daemon.lacksUsers()) {
      return;
    }
    if (terminal.errIsTty()) {
      terminal.say("bartizan: sign in within ten minutes at " + daemon.signInLink());
    } else {
      daemon.writeSignInLink();
      terminal.say("bartizan: for ten minutes a sign-in link is in " + file);
    }
  }
}
