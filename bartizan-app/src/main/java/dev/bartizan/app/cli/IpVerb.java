package dev.bartizan.app.cli;

import dev.bartizan.app.terminal.Plain;
import dev.bartizan.app.terminal.Terminal;
import dev.bartizan.core.net.Prefix;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "ip",
    header = "Shows what is known about an address or a network.",
    description = {
      "  bartizan ip 203.0.113.66",
      "  bartizan ip 2001:db8:bad::/48",
      "  bartizan ip 203.0.113.66 -o json | jq .blocked"
    },
    exitCodeList = {
      Exit.SAYS_OK,
      Exit.SAYS_ERROR,
      Exit.SAYS_USAGE,
      Exit.SAYS_NOTHING,
      Exit.SAYS_REFUSED,
      Exit.SAYS_UNREACHABLE
    },
    footer = "See also: bartizan events")
final class IpVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Place place = new Place();
  @Mixin private Form form = new Form();

  @Parameters(
      paramLabel = "ADDRESS",
      description = "An address, or a network such as 203.0.113.0/24.")
  private String address = "";

  IpVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    var prefix = Prefix.parse(address);
    if (prefix == null) {
      throw new Failure(Exit.USAGE, "'" + address + "' is no address and no network");
    }
    try (var reader = Readers.open(place, terminal)) {
      var known = reader.address(prefix.toString());
      if (known.isEmpty()) {
        terminal.say("bartizan: " + prefix + " was never seen");
        return Exit.NOTHING;
      }
      print(known.get());
      return Exit.OK;
    }
  }

  private void print(Map<String, Object> known) {
    var out = new Output(terminal.out());
    switch (form.of()) {
      case json, ndjson, raw, csv -> {
        var text = JsonMapper.shared().writeValueAsString(known);
        out.line(terminal.outIsTty() ? Plain.of(text) : text);
      }
      case human -> human(out, known);
    }
    out.flush();
  }

  private static void human(Output out, Map<String, Object> known) {
    out.line(Plain.of(String.valueOf(known.get("ip"))));
    for (var key : List.of("first_seen", "last_seen", "total", "passed", "blocked")) {
      out.line("  " + (key.replace('_', ' ') + ":            ").substring(0, 12) + known.get(key));
    }
    if (known.get("events") instanceof Map<?, ?> kinds) {
      kinds.forEach(
          (kind, count) -> out.line("  " + (kind + ":            ").substring(0, 12) + count));
    }
    if (known.get("top") instanceof Map<?, ?> tops) {
      tops.forEach((field, values) -> top(out, String.valueOf(field), values));
    }
  }

  private static void top(Output out, String field, Object values) {
    if (values instanceof List<?> list && !list.isEmpty()) {
      out.line("  most frequent " + Plain.of(field) + ":");
      for (var value : list) {
        if (value instanceof Map<?, ?> row) {
          out.line("    " + row.get("count") + "  " + Plain.of(String.valueOf(row.get("value"))));
        }
      }
    }
  }
}
