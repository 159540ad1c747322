package dev.bartizan.app.cli;

import dev.bartizan.app.demo.Demo;
import dev.bartizan.app.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    header = "Shows a made-up network edge in page and terminal; needs nothing, leaves nothing.",
    description = {"  bartizan demo", "  bartizan demo --no-open", "  bartizan demo --port 9080"},
    exitCodeList = {Exit.SAYS_OK, Exit.SAYS_ERROR, Exit.SAYS_USAGE, Exit.SAYS_INTERRUPTED},
    footer = "See also: bartizan run, bartizan tail")
final class DemoVerb implements Callable<Integer> {
  private final Terminal terminal;
  private final InstantSource clock;

  @Option(names = "--no-open", description = "Do not open a browser.")
  private boolean closed;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of the page on 127.0.0.1. Preset: 0, a free one.")
  private int port;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "End after this long. Preset: not before Ctrl-C.")
  private long seconds = Long.MAX_VALUE;

  DemoVerb(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    var demo = Demo.start(port, Cli.VERSION, clock);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(demo::close));
    var link = demo.signInLink();
    var out = new Output(terminal.out());
    out.line(link.toString());
    out.flush();
    terminal.say(
        "The page is above, for ten minutes and one sign-in; Ctrl-C ends and removes all.");
    terminal.say("In another terminal: bartizan tail --state-dir " + demo.stateDirectory());
    if (!closed && terminal.hasDesktop()) {
      open(link);
    }
    var _ = new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
    return Exit.OK;
  }

  private static void open(URI link) {
    try {
      new ProcessBuilder("xdg-open", link.toString())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException _) {
      return;
    }
  }
}
