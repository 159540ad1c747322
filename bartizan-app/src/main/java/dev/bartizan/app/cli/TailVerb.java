package dev.bartizan.app.cli;

import dev.bartizan.app.terminal.Terminal;
import dev.bartizan.core.event.StoredEvent;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "tail",
    header = "Shows events as they are committed; needs the daemon.",
    description = {
      "  bartizan tail",
      "  bartizan tail 'action:block AND NOT src.ip:203.0.113.7'",
      "  bartizan tail kind:alert -c 1 -o json"
    },
    exitCodeList = {
      Exit.SAYS_OK,
      Exit.SAYS_ERROR,
      Exit.SAYS_USAGE,
      Exit.SAYS_REFUSED,
      Exit.SAYS_UNREACHABLE,
      Exit.SAYS_INTERRUPTED
    },
    footer = "See also: bartizan events, bartizan run")
final class TailVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Place place = new Place();
  @Mixin private Form form = new Form();
  @Mixin private Letters letters = new Letters();

  @Parameters(paramLabel = "QUERY", description = "What events must match; everything if left out.")
  private List<String> words = List.of();

  @Option(
      names = "--after",
      paramLabel = "ID",
      description = "First those that came after the event with this number.")
  private @Nullable Long after;

  @Option(
      names = {"-c", "--count"},
      paramLabel = "N",
      description = "End after this many.")
  private long count = Long.MAX_VALUE;

  TailVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    Queries.parse(words);
    var state = place.state(terminal);
    try (var api = Api.of(state)) {
      if (api == null) {
        throw new Failure(
            Exit.UNREACHABLE,
            "tail needs the daemon, and none runs in "
                + state.path()
                + ": start it with 'bartizan run', or name another --state-dir");
      }
      var parameters = new LinkedHashMap<String, @Nullable Object>();
      parameters.put("query", Queries.text(words));
      parameters.put("after", after);
      try (var in = api.stream("/api/live" + Api.query(parameters))) {
        print(in);
      }
    }
    return Exit.OK;
  }

  private void print(InputStream stream) throws IOException {
    var in = new BufferedInputStream(stream, 1 << 16);
    var printer = Printer.of(form, terminal, letters.brief());
    var events = new RemoteEvents(in, ApiReader.decoder());
    long left = count;
    while (left-- > 0) {
      if (in.available() == 0) {
        printer.flush();
      }
      StoredEvent next = events.next();
      if (next == null) {
        break;
      }
      printer.print(next, null);
    }
    printer.end();
  }
}
