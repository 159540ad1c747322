package dev.bartizan.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TypedTest {
  @Test
  void quotes_hold_words_together() {
    assertThat(Typed.commands("bartizan events 'src.ip:192.0.2.1 AND \"x\"' -o json"))
        .containsExactly(List.of("events", "src.ip:192.0.2.1 AND \"x\"", "-o", "json"));
  }

  @Test
  void each_end_of_a_pipe_is_looked_at() {
    assertThat(
            Typed.commands(
                "zcat a.gz | sudo ./bartizan decode - > out 2>&1 && /usr/bin/bartizan version"))
        .containsExactly(List.of("decode", "-"), List.of("version"));
  }

  @Test
  void other_commands_and_comments_are_left_alone() {
    assertThat(Typed.commands("jq . bartizan # bartizan version")).isEmpty();
  }

  @Test
  void variables_may_stand_before_the_command() {
    assertThat(Typed.commands("NO_COLOR=1 bartizan ip 192.0.2.1 # who"))
        .containsExactly(List.of("ip", "192.0.2.1"));
  }
}
