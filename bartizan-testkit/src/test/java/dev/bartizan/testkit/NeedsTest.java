package dev.bartizan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class NeedsTest {
  private final String before = System.getProperty("bartizan.require", "");

  @AfterEach
  void restore() {
    System.setProperty("bartizan.require", before);
  }

  @Test
  void a_program_that_is_there_is_found() {
    assertThat(Needs.program("sh")).isAbsolute().hasFileName("sh");
  }

  @Test
  void a_missing_program_skips_the_test_on_a_persons_machine() {
    System.setProperty("bartizan.require", "");

    assertThatThrownBy(() -> Needs.program("no-such-program"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("no-such-program");
  }

  @Test
  void a_missing_program_fails_the_test_where_all_is_required() {
    System.setProperty("bartizan.require", "all");

    assertThatThrownBy(() -> Needs.program("no-such-program"))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("no-such-program");
  }
}
