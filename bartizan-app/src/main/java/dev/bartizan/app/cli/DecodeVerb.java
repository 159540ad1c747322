package dev.bartizan.app.cli;

import dev.bartizan.app.terminal.Plain;
import dev.bartizan.app.terminal.Terminal;
import dev.bartizan.core.event.Origin;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "decode",
    header = "Prints the events in a file or pipe; needs neither daemon nor store.",
    description = {
      "  bartizan decode -r capture.pcap 'dst port 443'",
      "  bartizan decode access.log.2.gz http.status:404 -o csv",
      "  tail -f /var/log/suricata/eve.json | bartizan decode - kind:alert"
    },
    exitCodeList = {
      Exit.SAYS_OK,
      Exit.SAYS_ERROR,
      Exit.SAYS_USAGE,
      Exit.SAYS_PARTLY,
      Exit.SAYS_INTERRUPTED
    },
    footer = "See also: bartizan replay, bartizan events")
final class DecodeVerb implements Callable<Integer> {
  private final Terminal terminal;
  private final InstantSource clock;

  @Mixin private Form form = new Form();
  @Mixin private Letters letters = new Letters();

  @Option(names = "-r", paramLabel = "FILE", description = "The file, as tcpdump would have it.")
  private @Nullable String file;

  @Parameters(
      paramLabel = "FILE|- [QUERY]",
      description = "A file, or - for standard input; then what events must match.")
  private List<String> words = List.of();

  @Option(
      names = "--as",
      paramLabel = "TYPE",
      description =
          "What it is: caddy, eve, filterlog, ulogd, ndjson or pcap. Preset: as it looks.")
  private @Nullable String as;

  @Option(
      names = {"-c", "--count"},
      paramLabel = "N",
      description = "End after this many events.")
  private long count = -1;

  DecodeVerb(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    var rest = new ArrayList<>(words);
    if (file == null && rest.isEmpty()) {
      throw new Failure(Exit.USAGE, "which file? Name one, or - for standard input");
    }
    var name = file == null ? rest.removeFirst() : file;
    var query = Queries.parse(rest);
    var recording = Recording.open(name, as, terminal);
    var origin = new Origin("decode", name.equals("-") ? "stdin" : name);
    var printer = Printer.of(form, terminal, letters.brief());
    var decoding = new Decoding(query, printer, count, this::message);
    try {
      boolean raw = form.ofEvents(terminal) == Form.As.raw;
      recording
          .type()
          .replay(recording.name(), recording.in(), origin, raw, clock)
          .run(null, decoding);
    } catch (InterruptedException _) {
      printer.end();
      return Exit.OK;
    }
    printer.end();
    return ended(decoding.rejected());
  }

  private int ended(long rejected) {
    if (rejected > 0) {
      message(rejected + (rejected == 1 ? " record" : " records") + " could not be decoded");
    }
    return rejected > 0 ? Exit.PARTLY : Exit.OK;
  }

  private void message(String text) {
    terminal.say("bartizan: " + Plain.of(text));
  }
}
