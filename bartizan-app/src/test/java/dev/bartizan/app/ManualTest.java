package dev.bartizan.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The manual is true: its examples work, its links lead somewhere, nothing lacks its page. */
class ManualTest {
  private final List<Page> pages = Page.all();

  @Test
  void links_lead_somewhere() {
    assertThat(pages.stream().flatMap(page -> page.links().stream().flatMap(page::broken)))
        .isEmpty();
  }
}
