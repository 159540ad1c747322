package dev.bartizan.sources.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bartizan.core.pipeline.Line;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.testkit.Mutations;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonCursorTest {
  private static final List<String> SEEDS =
      List.of(
          "{\"level\":\"info\",\"ts\":1795213015.726905,\"request\":{\"remote_ip\":\"203.0.113.7\","
              + "\"headers\":{\"Accept\":[\"*/*\"],\"User-Agent\":[\"curl/7.88.1\"]},"
              + "\"tls\":{\"resumed\":false,\"version\":772}},\"duration\":0.000059909}",
          "{\"a\":\"\\u00e4\\n\\\"\\\\\\/\\ud83d\\ude00\",\"ä\":[1,-2.5e+3,true,false,null,{}],\"\":[]}",
          " { \"deep\" : [ [ [ { \"x\" : \"日本語 – ünï\" } ] ] ] , \"n\" : -0.0E-0 } ",
          "{\"timestamp\": \"2026-11-20T22:11:37.310016\", \"oob.time.sec\": 1795212697, \"x\": {}}");

  private static final JsonMapper JACKSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(JsonCursor.MAX_DEPTH + 1)
                          .maxNumberLength(Integer.MAX_VALUE)
                          .maxNameLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonCursor cursor = new JsonCursor();

  @Test
  void accepts_and_reads_what_jackson_does() {
    Mutations.hunt(
        20261120,
        50_000,
        Mutations.texts(SEEDS),
        input -> {
          var theirs = jackson(input);
          var mine = mine(input);
          if (theirs instanceof JacksonException refusal) {
            assertThat(mine == null || isTheirOwn(refusal)).as(refusal.getMessage()).isTrue();
          } else {
            assertThat(mine).isEqualTo(theirs);
          }
        });
  }

  /** Jackson refuses lone surrogates, which RFC 8259 leaves open, in some places only. */
  private static boolean isTheirOwn(JacksonException refusal) {
    return String.valueOf(refusal.getMessage()).contains("surrogate");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[1]",
        "7",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{,\"a\":1}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":+1}",
        "{\"a\":1e}",
        "{\"a\":tru}",
        "{\"a\":True}",
        "{\"a\":NaN}",
        "{'a':1}",
        "{a:1}",
        "{\"a\" 1}",
        "{\"a\":1}}",
        "{\"a\":1} x",
        "{\"a\":[1}",
        "{\"a\":{]}",
        "{\"a\":[1 2]}",
        "{\"a\":[,]}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"",
        "{\"a\":\"\\",
        "{\"a\":\"\\u00\"}",
        "{\"a\":--1}",
        "{\"a\":[\"b\":1]}",
        "{\"a\":{\"b\"}}",
        "\0"
      })
  void refuses(String text) {
    assertThatThrownBy(() -> walk(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedInput.class)
        .hasMessageStartingWith("not JSON: ");
  }

  @ParameterizedTest
  @CsvSource({
    "a lone continuation, 80",
    "an overlong slash, c0af",
    "an overlong euro, e082ac",
    "a surrogate, eda080",
    "above the last plane, f4908080",
    "cut, e282",
    "never used, ff"
  })
  void refuses_bad_utf_8(String why, String hex) {
    var bad = java.util.HexFormat.of().parseHex(hex);
    var bytes = new byte[64];
    Arrays.fill(bytes, (byte) ' ');
    System.arraycopy("{\"a\":\"".getBytes(StandardCharsets.UTF_8), 0, bytes, 0, 6);
    System.arraycopy(bad, 0, bytes, 6, bad.length);
    System.arraycopy("\"}".getBytes(StandardCharsets.UTF_8), 0, bytes, 6 + bad.length, 2);
    assertThatThrownBy(() -> walk(bytes)).as(why).isInstanceOf(MalformedInput.class);
  }

  @Test
  void nesting_has_a_limit() throws MalformedInput {
    var deepest = "{\"a\":" + "[".repeat(60) + "]".repeat(60) + "}";
    walk(deepest.getBytes(StandardCharsets.UTF_8));
    var deeper = "{\"a\":" + "[".repeat(61) + "]".repeat(61) + "}";
    assertThatThrownBy(() -> walk(deeper.getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("nested too deep");
  }

  @Test
  void finds_names_wherever_the_line_stands_in_its_buffer() throws MalformedInput {
    var names = Names.of("a", "exactly8", "seventeen letters", "ä", "");
    var text = "{\"exactly8\":1,\"b\":2,\"seventeen letters\":3,\"\\u0061\":4,\"ä\":5,\"\":6}";
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int offset = 0; offset < 20; offset++) {
      for (int after = 0; after < 20; after++) {
        var buffer = new byte[offset + bytes.length + after];
        System.arraycopy(bytes, 0, buffer, offset, bytes.length);
        cursor.begin(new Line(buffer, offset, bytes.length, false));
        cursor.enterObject();
        assertThat(numbers(names)).containsExactly(1, -1, 2, 0, 3, 4);
      }
    }
  }

  private List<Integer> numbers(Names names) throws MalformedInput {
    var numbers = new java.util.ArrayList<Integer>();
    for (int number = cursor.member(names);
        number != JsonCursor.END;
        number = cursor.member(names)) {
      numbers.add(number);
      cursor.value();
    }
    cursor.finish();
    return numbers;
  }

  @Test
  void never_reads_past_the_end_of_its_line() throws MalformedInput {
    var bytes = "{\"a\":12}{\"a\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < 8; length++) {
      cursor.begin(bytes, 0, length);
      assertThatThrownBy(this::walkOn).isInstanceOf(MalformedInput.class);
      assertThat(cursor.hasEnded()).isTrue();
    }
    cursor.begin(bytes, 0, 8);
    walkOn();
  }

  private void walk(byte[] bytes) throws MalformedInput {
    cursor.begin(bytes, 0, bytes.length);
    walkOn();
  }

  private void walkOn() throws MalformedInput {
    cursor.enterObject();
    while (cursor.member(Names.of()) != JsonCursor.END) {
      cursor.value();
    }
    cursor.finish();
  }

  /** Name by name the values as text, the last of equal names; null when refused. */
  private @org.jspecify.annotations.Nullable Map<String, Object> mine(byte[] input) {
    try {
      walk(input);
      cursor.begin(input, 0, input.length);
      var all = object();
      cursor.finish();
      return all;
    } catch (MalformedInput _) {
      return null;
    }
  }

  private Map<String, Object> object() throws MalformedInput {
    var all = new LinkedHashMap<String, Object>();
    cursor.enterObject();
    while (cursor.member(Names.of()) != JsonCursor.END) {
      var name = Texts.of(input(), cursor.from(), cursor.to(), JsonCursor.ESCAPED_TEXT);
      all.put(name, any());
    }
    return all;
  }

  private Object any() throws MalformedInput {
    if (cursor.peek() == '{') {
      return object();
    }
    if (cursor.peek() == '[') {
      var all = new java.util.ArrayList<Object>();
      cursor.enterArray();
      while (cursor.element()) {
        all.add(any());
      }
      return all;
    }
    byte kind = cursor.value();
    var text = Texts.of(input(), cursor.from(), cursor.to(), kind);
    return kind == JsonCursor.NUMBER ? "number" : kind <= JsonCursor.ESCAPED_TEXT ? text : kind;
  }

  private byte[] input() {
    return cursor.buffer();
  }

  private static @org.jspecify.annotations.Nullable Object jackson(byte[] input) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(input));
      var node = JACKSON.readTree(input);
      return node.isObject() ? plain(node) : null;
    } catch (CharacterCodingException _) {
      return null;
    } catch (JacksonException refusal) {
      return refusal;
    }
  }

  private static Object plain(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        var all = new LinkedHashMap<String, Object>();
        node.properties().forEach(e -> all.put(whole(e.getKey()), plain(e.getValue())));
        yield all;
      }
      case ARRAY -> node.values().stream().map(JsonCursorTest::plain).toList();
      case STRING -> whole(node.stringValue());
      case NUMBER -> "number";
      case BOOLEAN -> node.booleanValue() ? JsonCursor.TRUE : JsonCursor.FALSE;
      case NULL -> JsonCursor.NULL;
      case BINARY, MISSING, POJO -> throw new IllegalStateException("not from a text");
    };
  }

  /** Lone surrogates as U+FFFD. */
  private static String whole(String text) {
    var quoted = new StringBuilder();
    dev.bartizan.core.event.EventJson.quote(quoted, text);
    return Texts.unescape(
        quoted.toString().getBytes(StandardCharsets.UTF_8),
        1,
        quoted.toString().getBytes(StandardCharsets.UTF_8).length - 1);
  }
}
