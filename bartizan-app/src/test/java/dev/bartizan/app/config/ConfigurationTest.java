package dev.bartizan.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bartizan.core.config.InvalidSettings;
import dev.bartizan.core.config.Size;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("DIR", "/srv/bartizan");

  private static Config read(String yaml) throws InvalidSettings {
    return Configuration.parse(yaml, ENVIRONMENT::get).config();
  }

  @ParameterizedTest
  @CsvSource(value = {"''", "'# nothing yet'", "'---'"})
  void an_empty_file_is_all_presets(String yaml) throws Exception {
    var config = read(yaml);
    assertThat(config.store().kind()).isEqualTo(StoreSection.Kind.DISK);
    assertThat(config.console().port()).isEqualTo(9080);
    assertThat(config.sources()).isEmpty();
  }

  @Test
  void takes_what_is_written() throws Exception {
    var config =
        read(
            """
            sensor: gate
            state_dir: ${DIR}
            store: memory
            console:
              port: 0
            sources:
              web:
                type: caddy
                file: /var/log/caddy/access.log
            """);
    assertThat(config.sensor()).isEqualTo("gate");
    assertThat(config.stateDir()).isEqualTo(Path.of("/srv/bartizan"));
    assertThat(config.store().kind()).isEqualTo(StoreSection.Kind.MEMORY);
    assertThat(config.store().maxSize()).isEqualTo(Size.parse("20GiB"));
    assertThat(config.sources()).containsOnlyKeys("web");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a key that does not exist | store: {keep_day: 3}         | line 1: store.keep_day: unknown key; did you mean 'keep_days'?
          a top key that does not   | sorces: {}                   | line 1: sorces: unknown key; did you mean 'sources'?
          a key given twice         | {sensor: a, sensor: b}       | line 1: sensor: given twice, first in line 1
          no mapping                | [1, 2]                       | line 1: expected keys such as 'sources:'
          no number                 | console: {port: http}        | line 1: console.port: expected a whole number, found 'http'
          a port that is none       | console: {port: 70000}       | line 1: console: port 70000 is not between 0 and 65535
          a size that is none       | store: {max_size: much}      | line 1: store.max_size: expected a size such as 512MiB or 10GB, found 'much'
          too little memory         | store: {memory_limit: 1MiB}  | line 1: store: memory_limit is 64MiB at least
          an empty value            | state_dir:                   | line 1: state_dir: expected a path, found ''
          a kind that is none       | store: disc                  | line 1: store.kind: expected one of disk, memory, found 'disc'
          a variable that is not    | state_dir: ${NOWHERE}        | line 1: state_dir: the environment has no variable NOWHERE
          """)
  void refuses(String why, String yaml, String said) {
    var refused = catchThrowableOfType(InvalidSettings.class, () -> read(yaml));
    assertThat(refused.problems()).as(why).containsExactly(said);
  }

  @Test
  void names_the_line_of_each_problem() {
    var refused =
        catchThrowableOfType(
            InvalidSettings.class,
            () ->
                read(
                    """
                    store:
                      keep_days: 7

                      keep: 1
                    console:
                      prot: 80
                    """));
    assertThat(refused.problems())
        .containsExactlyInAnyOrder(
            "line 4: store.keep: unknown key; known are kind, keep_days, max_size, memory_limit,"
                + " threads, raw_days",
            "line 6: console.prot: unknown key; did you mean 'port'?");
  }

  @Test
  void refuses_what_is_no_yaml_with_its_line() {
    var refused = catchThrowableOfType(InvalidSettings.class, () -> read("a: 1\nb: [1\nc: }"));
    assertThat(refused.problems()).singleElement().asString().startsWith("line 3: ");
  }

  @Test
  void refuses_what_is_nested_without_end() {
    var refused =
        catchThrowableOfType(
            InvalidSettings.class, () -> read("a: " + "[".repeat(50) + "]".repeat(50)));
    assertThat(refused.problems()).singleElement().asString().contains("nested too deep");
  }
}
