package dev.bartizan.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CliTest {
  @TempDir Path dir;

  private Said in(String... words) {
    return Said.by(Map.of("BARTIZAN_STATE_DIR", dir.toString()), false, words);
  }

  @Test
  void helps_in_one_form() {
    assertThat(Said.by("version", "--help").out())
        .isEqualTo(
            """
            Shows the version.

            Usage: bartizan version [OPTIONS]

            Examples:
              bartizan version
              bartizan --version
              ssh edge bartizan version

            Options:
              -h, --help      Show this help message and exit.
              -V, --version   Print version information and exit.

            Exit codes:
              0   done

            See also: bartizan status
            """);
  }

  @TestFactory
  Stream<DynamicTest> every_verb_has_one_line_three_examples_its_exits_and_a_see_also() {
    return every(Cli.on(dev.bartizan.app.terminal.Terminal.system()))
        .map(line ->
            DynamicTest.dynamicTest(line.getCommandSpec().qualifiedName(), () -> helps(line)));
  }

  private static Stream<CommandLine> every(CommandLine line) {
    return Stream.concat(
        Stream.of(line), line.getSubcommands().values().stream().flatMap(CliTest::every));
  }

  private static void helps(CommandLine line) {
    var usage = line.getCommandSpec().usageMessage();
    assertThat(usage.header()).hasSize(1);
    assertThat(usage.description()).hasSize(3).allMatch(example -> example.startsWith("  "));
    assertThat(usage.exitCodeList()).isNotEmpty();
    assertThat(usage.footer()).hasSize(1).allMatch(also -> also.startsWith("See also: bartizan"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          evnts              | unknown verb or argument 'evnts'; did you mean 'events'?
          events --sinse 1h  | unknown option '--sinse'; did you mean '--since'?
          token creat x      | unknown verb or argument 'creat'; did you mean 'create'?
          events --since x   | 'x' is no time; write 15m, 24h or 7d (ago), 2026-11-20, or 2026-11-20T22:10:35Z
          ip 300.1.1.1       | '300.1.1.1' is no address and no network
          man nosuch         | there is no verb 'nosuch'
          """)
  void refuses_with_2_and_says_what_was_meant(String typed, String said) {
    var refused = in(typed.split(" "));
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err().lines()).first().isEqualTo("bartizan: " + said);
    assertThat(refused.out()).isEmpty();
  }

  @Test
  void points_at_the_place_where_a_query_cannot_be_read() {
    var refused = in("events", "kind:alert", "AND", "src.ip:(");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualTo(
            """
            bartizan: the query cannot be read: column 24: expected a value for src.ip, but the query ends
              kind:alert AND src.ip:(
                                     ^
            """);
  }

  @Test
  void shows_what_was_typed_without_obeying_it() {
    var refused = in("\u001b[31mred\u202e");
    assertThat(refused.err()).contains("\\u001b[31mred\\u202e").doesNotContain("\u001b");
  }

  @ParameterizedTest
  @CsvSource({"tail", "events", "ip 203.0.113.66", "status"})
  void says_with_5_that_nothing_runs_here(String typed) {
    var refused = in(typed.split(" "));
    assertThat(refused.exit()).isEqualTo(5);
    assertThat(refused.err()).contains(dir.toString()).contains("bartizan run");
  }

  @Test
  void tokens_are_shown_once_listed_and_revoked() {
    var created = in("token", "create", "grafana", "--scope", "metrics");
    assertThat(created.exit()).isZero();
    assertThat(created.out().strip()).hasSizeGreaterThan(40);
    assertThat(in("token", "list").out())
        .startsWith("grafana  viewer  [metrics]  ")
        .doesNotContain(created.out().strip());
    assertThat(in("token", "revoke", "grafana").exit()).isZero();
    assertThat(in("token", "revoke", "grafana").exit()).isEqualTo(3);
    assertThat(in("token", "list").out()).isEmpty();
  }

  @Test
  void man_pages_are_written_for_every_verb() {
    assertThat(in("man", "--dir", dir.resolve("man").toString()).exit()).isZero();
    assertThat(dir.resolve("man").toFile().list())
        .contains("bartizan.1", "bartizan-events.1", "bartizan-token-create.1");
    assertThat(in("man", "events").out())
        .startsWith(".TH \"BARTIZAN-EVENTS\" 1")
        .contains(".SH OPTIONS", "\\-\\-since", ".SH EXIT STATUS");
  }

  @ParameterizedTest
  @CsvSource({"bash", "zsh"})
  void completion_knows_verbs_and_options(String shell) {
    assertThat(in("completion", shell).out()).contains("events", "--since", "schema");
  }
}
