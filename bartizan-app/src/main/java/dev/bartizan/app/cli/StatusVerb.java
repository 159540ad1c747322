package dev.bartizan.app.cli;

import dev.bartizan.app.terminal.Plain;
import dev.bartizan.app.terminal.Terminal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "status",
    header = "Shows how the installation and each of its sources is.",
    description = {
      "  bartizan status",
      "  bartizan status -o json | jq .books_balance",
      "  bartizan status --state-dir /var/lib/bartizan"
    },
    exitCodeList = {
      Exit.SAYS_OK,
      Exit.SAYS_ERROR,
      Exit.SAYS_USAGE,
      Exit.SAYS_REFUSED,
      Exit.SAYS_UNREACHABLE
    },
    footer = "See also: bartizan run, bartizan config check")
final class StatusVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Place place = new Place();
  @Mixin private Form form = new Form();

  StatusVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    try (var reader = Readers.open(place, terminal)) {
      print(reader.status());
      if (reader instanceof ApiReader) {
        return Exit.OK;
      }
      terminal.say("bartizan: no daemon runs; this is what the store holds");
      return Exit.UNREACHABLE;
    }
  }

  private void print(Map<String, Object> status) {
    var out = new Output(terminal.out());
    switch (form.of()) {
      case json, ndjson, raw, csv -> {
        var text = JsonMapper.shared().writeValueAsString(status);
        out.line(terminal.outIsTty() ? Plain.of(text) : text);
      }
      case human -> human(out, status);
    }
    out.flush();
  }

  private static void human(Output out, Map<String, Object> status) {
    out.line("bartizan " + Plain.of(String.valueOf(status.get("version"))));
    if (status.get("started") instanceof String started) {
      out.line("started   " + Plain.of(started));
    }
    if (status.get("store") instanceof Map<?, ?> store) {
      out.line("events    " + store.get("events"));
    }
    if (status.get("pipeline") instanceof Map<?, ?> pipeline && pipeline.get("trouble") != null) {
      out.line("trouble   " + Plain.of(String.valueOf(pipeline.get("trouble"))));
    }
    if (status.get("sources") instanceof List<?> sources) {
      out.line(row("SOURCE", "STATE", "RECEIVED", "EVENTS", "REJECTED") + "WHY");
      for (var source : sources) {
        if (source instanceof Map<?, ?> one) {
          source(out, one);
        }
      }
    }
  }

  private static void source(Output out, Map<?, ?> source) {
    var counts = source.get("counts") instanceof Map<?, ?> map ? map : Map.of();
    var why = source.get("why");
    out.line(
        row(
                Plain.of(String.valueOf(source.get("name"))),
                source.get("state"),
                counts.get("received"),
                counts.get("events"),
                counts.get("malformed"))
            + (why == null ? "" : Plain.of(String.valueOf(why))));
  }

  private static String row(@Nullable Object... cells) {
    var row = new StringBuilder();
    for (var cell : cells) {
      var text = String.valueOf(cell);
      row.append(text).repeat(' ', Math.max(1, 14 - text.length()));
    }
    return row.toString();
  }
}
