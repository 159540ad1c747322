package dev.bartizan.app.cli;

import dev.bartizan.app.daemon.Parts;
import dev.bartizan.app.daemon.Stores;
import dev.bartizan.app.terminal.Plain;
import dev.bartizan.app.terminal.Terminal;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.pipeline.Counts;
import dev.bartizan.core.pipeline.Pipeline;
import dev.bartizan.core.store.EventStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "replay",
    header = "Reads whole files into the store, once.",
    description = {
      "  bartizan replay access.log.1 access.log.2.gz",
      "  bartizan replay --as filterlog --name edge filter.log",
      "  bartizan replay --state-dir /tmp/look night.pcap"
    },
    exitCodeList = {
      Exit.SAYS_OK,
      Exit.SAYS_ERROR,
      Exit.SAYS_USAGE,
      Exit.SAYS_REFUSED,
      Exit.SAYS_PARTLY,
      Exit.SAYS_INTERRUPTED
    },
    footer = "See also: bartizan decode, bartizan run")
final class ReplayVerb implements Callable<Integer> {
  private static final int WAITING = 20_000;

  private final Terminal terminal;
  private final InstantSource clock;

  @Mixin private Place place = new Place();

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files, compressed or not; - is standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--as",
      paramLabel = "TYPE",
      description =
          "What they are: caddy, eve, filterlog, ulogd, ndjson or pcap. Preset: as each looks.")
  private @Nullable String as;

  @Option(
      names = "--name",
      paramLabel = "SOURCE",
      description = "Name of the source in the events. Preset: the file's name.")
  private @Nullable String name;

  @Option(names = "--again", description = "Also a file that was replayed before.")
  private boolean again;

  ReplayVerb(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    var configuration = place.configuration(terminal);
    var state = place.state(terminal);
    if (state.daemon().isPresent()) {
      throw new Failure(
          Exit.REFUSED,
          "the daemon owns the store in "
              + state.path()
              + ": stop it, or give another --state-dir");
    }
    state.create();
    boolean rejected = false;
    try (var store = Stores.open(configuration, state, Set.of())) {
      for (var file : files) {
        rejected |= replay(store, file, Parts.sensor(configuration)).malformed() > 0;
      }
    }
    return rejected ? Exit.PARTLY : Exit.OK;
  }

  private Counts replay(EventStore store, String file, String sensor) throws Exception {
    var source = name != null ? name : file.equals("-") ? "stdin" : last(Path.of(file));
    var before = counts(store, source);
    if (before.received() > 0 && !again) {
      throw new Failure(
          Exit.ERROR,
          "a source '"
              + source
              + "' is in the store already, with "
              + before.events()
              + " events: give --again to add to it, or another --name");
    }
    var pipeline = new Pipeline(store, WAITING);
    var loop = Thread.ofPlatform().name("pipeline").start(pipeline);
    try {
      var recording = Recording.open(file, as, terminal);
      recording
          .type()
          .replay(recording.name(), recording.in(), new Origin(sensor, source), false, clock)
          .run(null, pipeline.emitter(source));
    } finally {
      loop.interrupt();
      loop.join();
    }
    return tell(store, source, before);
  }

  private Counts tell(EventStore store, String source, Counts before) {
    var state = store.sources().get(source);
    var now = counts(store, source);
    long rejected = now.malformed() - before.malformed();
    terminal.say(
        "bartizan: "
            + Plain.of(source)
            + ": "
            + (now.events() - before.events())
            + " events, "
            + (now.ignored() - before.ignored())
            + " ignored, "
            + rejected
            + " rejected");
    if (rejected > 0 && state != null && state.lastMalformed() != null) {
      var last = state.lastMalformed();
      terminal.say(
          "bartizan: " + Plain.of(last.where() + ": " + last.why() + ": " + last.sample()));
    }
    return now;
  }

  private static Counts counts(EventStore store, String source) {
    var state = store.sources().get(source);
    return state == null ? Counts.NONE : state.counts();
  }

  private static String last(Path file) {
    return file.getFileName().toString();
  }
}
