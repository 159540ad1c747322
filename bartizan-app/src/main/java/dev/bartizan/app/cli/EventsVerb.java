package dev.bartizan.app.cli;

import dev.bartizan.app.terminal.Terminal;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "events",
    header = "Shows stored events that match a query, the newest first.",
    description = {
      "  bartizan events 'kind:alert AND src.ip:203.0.113.0/24' --since 24h",
      "  bartizan events 'dst.port:(22 OR 23) AND NOT action:pass' -c 20",
      "  bartizan events --since 2026-11-20 -o csv > events.csv"
    },
    exitCodeList = {
      Exit.SAYS_OK,
      Exit.SAYS_ERROR,
      Exit.SAYS_USAGE,
      Exit.SAYS_REFUSED,
      Exit.SAYS_UNREACHABLE,
      Exit.SAYS_INTERRUPTED
    },
    footer = "See also: bartizan tail, bartizan ip")
final class EventsVerb implements Callable<Integer> {
  private final Terminal terminal;
  private final InstantSource clock;

  @Mixin private Place place = new Place();
  @Mixin private Form form = new Form();
  @Mixin private Letters letters = new Letters();

  @Parameters(paramLabel = "QUERY", description = "What events must match; everything if left out.")
  private List<String> words = List.of();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Not before: 15m, 24h, 7d (ago), a day, or RFC 3339.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Before, in the same forms.")
  private @Nullable String until;

  @Option(
      names = {"-c", "--count"},
      paramLabel = "N",
      description = "At most this many. Preset: 100; 0 for all.")
  private int count = 100;

  @Option(names = "--oldest-first", description = "In the order they happened.")
  private boolean oldestFirst;

  EventsVerb(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    var query = Queries.parse(words);
    var now = clock.instant();
    var ask =
        new Reader.Ask(
            Queries.text(words),
            query,
            since == null ? 0 : When.micros(since, now),
            until == null ? Long.MAX_VALUE : When.micros(until, now),
            count == 0 ? Integer.MAX_VALUE : count,
            oldestFirst,
            form.ofEvents(terminal) == Form.As.raw);
    try (var reader = Readers.open(place, terminal)) {
      var printer = Printer.of(form, terminal, letters.brief());
      reader.events(ask, printer::print);
      printer.end();
    }
    return Exit.OK;
  }
}
