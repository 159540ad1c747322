package dev.bartizan.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bartizan.core.net.Prefix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  enum Start {
    START,
    END
  }

  record Inner(@Meaning(value = "A port.", preset = "9080") int port, @Nullable Secret token) {}

  record Outer(
      @Meaning("A file.") Path file,
      @Meaning(value = "Where to begin.", preset = "end") Start initialPosition,
      @Meaning(value = "How long.", preset = "15m") Duration grace,
      List<Prefix> own,
      Inner inner,
      Map<String, Settings> sources) {}

  private static final Map<String, String> ENVIRONMENT = Map.of("HOME_NET", "203.0.113.0/24");

  private static Settings settings(Map<String, Object> tree) {
    return Settings.of(tree, ENVIRONMENT::get);
  }

  private static @Nullable String refused(Map<String, Object> tree) {
    return catchThrowableOfType(InvalidSettings.class, () -> settings(tree).bind(Outer.class))
        .getMessage();
  }

  @Test
  void fills_in_presets_and_reads_each_form() throws Exception {
    var tree =
        Map.<String, Object>of(
            "file", "/var/log/x", "own", List.of("${HOME_NET}"), "inner", Map.of("port", 1));
    var outer = settings(tree).bind(Outer.class);
    assertThat(outer)
        .isEqualTo(
            new Outer(
                Path.of("/var/log/x"),
                Start.END,
                Duration.ofMinutes(15),
                List.of(Prefix.of("203.0.113.0/24")),
                new Inner(1, null),
                Map.of()));
  }

  @Test
  void names_every_problem_with_its_full_path() {
    var tree =
        Map.<String, Object>of(
            "inner", Map.of("prot", 1, "token", Map.of()), "own", List.of("x"), "grace", "soon");
    assertThat(String.valueOf(refused(tree)).lines())
        .containsExactlyInAnyOrder(
            "inner.prot: unknown key; did you mean 'port'?",
            "inner.token: expected a secret, found a section",
            "own[0]: expected a network such as 203.0.113.0/24, found 'x'",
            "grace: expected a duration such as 250ms, 30s, 15m, 4h or 7d, found 'soon'",
            "file: missing; expected a path");
  }

  @Test
  void names_the_variable_that_is_not_set() {
    assertThat(refused(Map.of("file", "${NOWHERE}/x")))
        .isEqualTo("file: the environment has no variable NOWHERE");
  }

  @Test
  void a_preset_stands_in_for_a_variable_and_two_dollars_are_one() throws Exception {
    var outer = settings(Map.of("file", "/${NOWHERE:-log}/$${x}")).bind(Outer.class);
    assertThat(outer.file()).isEqualTo(Path.of("/log/${x}"));
  }

  @Test
  void a_secret_comes_from_a_file_and_is_never_shown(@TempDir Path dir) throws Exception {
    var file = Files.writeString(dir.resolve("token"), "s3cret\n");
    var outer =
        settings(Map.of("file", "x", "inner", Map.of("token_file", file.toString())))
            .bind(Outer.class);
    assertThat(outer.inner().token()).isEqualTo(new Secret("s3cret"));
    assertThat(outer.toString()).doesNotContain("s3cret");
    assertThat(Settings.effective(outer).toString())
        .contains("port=9080", "initial_position=end", "grace=15m")
        .doesNotContain("s3cret");
  }

  @Test
  void leaves_a_corner_to_whoever_binds_it() throws Exception {
    var outer =
        settings(Map.of("file", "x", "sources", Map.of("web", Map.of("type", "t", "port", 2))))
            .bind(Outer.class);
    var web = java.util.Objects.requireNonNull(outer.sources().get("web"));
    assertThat(web.text("type")).isEqualTo("t");
    assertThat(web.bind(Inner.class, "type").port()).isEqualTo(2);
    assertThat(catchThrowableOfType(InvalidSettings.class, () -> web.bind(Inner.class)))
        .hasMessageContaining("sources.web.type: unknown key");
  }

  @Test
  void the_schema_says_what_binding_takes() {
    var schema = Schema.of("t", Outer.class, Map.of("sources", Map.of("inner", Inner.class)));
    assertThat(schema.get("required")).isEqualTo(List.of("file"));
    assertThat(schema.toString())
        .contains(
            "default=9080",
            "enum=[start, end]",
            "token_file=",
            "const=inner",
            "additionalProperties=false");
  }
}
