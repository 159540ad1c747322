package dev.bartizan.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.testkit.Events;
import dev.bartizan.testkit.Samples;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrinterTest {
  private static final Event BLOCKED = Events.blocked(Samples.SCANNER, 22, Samples.NOON_MICROS);

  private static Event asked(String path) {
    return Events.request(Samples.VISITOR, path, 404, Samples.NOON_MICROS);
  }

  private static String printed(Function<Output, Printer> form, Event... events) {
    var bytes = new ByteArrayOutputStream();
    var printer = form.apply(new Output(bytes));
    long id = 0;
    for (var event : events) {
      printer.print(new StoredEvent(++id, event), null);
    }
    printer.end();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void people_read_one_line_an_event() {
    assertThat(printed(out -> new HumanLines(out, false, true), BLOCKED))
        .matches(
            "2026-01-01T12:00:00\\.000000Z packet  block tcp  203\\.0\\.113\\.7:\\d+ > [0-9.]+:22\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/\u001b[2Jx", "/\u202egpj.exe", "/\nfake line", "/\u009b31m", "/\u200bhidden"})
  void nothing_in_an_event_moves_the_terminal(String path) {
    for (var form : forTerminals()) {
      assertThat(printed(form, asked(path)))
          .doesNotContain("\u001b", "\u202e", "\u009b", "\u200b", "\nfake");
    }
  }

  private static java.util.List<Function<Output, Printer>> forTerminals() {
    return java.util.List.of(
        out -> new HumanLines(out, false, false),
        out -> new Printer.Json(out, true, true),
        out -> new Printer.Json(out, true, false));
  }

  @Test
  void json_is_the_events_own_form_with_its_number() {
    var expected = new StringBuilder();
    EventJson.append(expected, new StoredEvent(1, BLOCKED));
    assertThat(printed(out -> new Printer.Json(out, false, false), BLOCKED))
        .isEqualTo(expected + "\n");
    assertThat(printed(out -> new Printer.Json(out, false, true)).strip()).isEqualTo("[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\tx", "\rx"})
  void a_cell_of_csv_is_no_formula(String path) {
    assertThat(printed(Csv::new, asked(path))).contains("\"'" + path.replace("\"", "\"\"") + "\"");
  }

  @Test
  void csv_has_as_many_columns_in_each_row() {
    var lines = printed(Csv::new, BLOCKED, asked("/a,b\"c")).split("\r\n");
    assertThat(lines).hasSize(3);
    int columns = lines[0].split(",", -1).length;
    assertThat(lines[1].split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)).hasSize(columns);
    assertThat(lines[2].split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)).hasSize(columns);
  }
}
