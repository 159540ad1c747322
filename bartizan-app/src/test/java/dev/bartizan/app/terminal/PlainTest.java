package dev.bartizan.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTest {
  @ParameterizedTest
  @CsvSource({
    "27, \\u001b",
    "7, \\u0007",
    "10, \\u000a",
    "127, \\u007f",
    "155, \\u009b",
    "8238, \\u202e",
    "8295, \\u2067",
    "8207, \\u200f",
    "8232, \\u2028",
    "65279, \\ufeff",
    "1564, \\u061c"
  })
  void writes_out_what_would_be_obeyed(int codePoint, String shown) {
    assertThat(Plain.of("a" + Character.toString(codePoint) + "b")).isEqualTo("a" + shown + "b");
  }

  @Test
  void leaves_all_other_text_alone() {
    var text = "plain, Ünïcödé, 漢字, עברית, 🏰";
    assertThat(Plain.of(text)).isEqualTo(text);
  }
}
