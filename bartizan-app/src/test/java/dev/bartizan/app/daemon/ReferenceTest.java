package dev.bartizan.app.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The manual's table of keys is what the program reads. {@code -Dbartizan.update=true} writes it
 * anew.
 */
class ReferenceTest {
  private static final String BEGIN = "<!-- keys -->\n";
  private static final String END = "<!-- /keys -->\n";

  @Test
  void every_key_is_in_the_manual_with_its_preset_and_meaning() throws IOException {
    var manual = manual();
    var text = Files.readString(manual);
    int from = text.indexOf(BEGIN) + BEGIN.length();
    int to = text.indexOf(END);
    var table = table();
    if (Boolean.getBoolean("bartizan.update")) {
      Files.writeString(manual, text.substring(0, from) + table + text.substring(to));
      return;
    }
    assertThat(text.substring(from, to)).isEqualTo(table);
  }

  private static String table() {
    var out = new StringBuilder("\n| key | form | preset | meaning |\n|---|---|---|---|\n");
    rows(out, "", Parts.schema());
    return out.append('\n').toString();
  }

  private static void rows(StringBuilder out, String path, Map<?, ?> schema) {
    var required = schema.get("required") instanceof List<?> list ? list : List.of();
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach((key, value) -> {
        if (value instanceof Map<?, ?> property && !property.containsKey("const")) {
          row(out, path + key, property, required.contains(key));
        }
      });
    }
  }

  private static void row(StringBuilder out, String path, Map<?, ?> property, boolean required) {
    var preset = property.containsKey("default") ? "`" + property.get("default") + "`" : "";
    out.append("| `").append(path).append("` | ").append(form(property)).append(" | ");
    out.append(required ? "required" : preset).append(" | ");
    out.append(property.containsKey("description") ? property.get("description") : "");
    out.append(" |\n");
    rows(out, path + ".", property);
    if (property.get("additionalProperties") instanceof Map<?, ?> named) {
      variants(out, path + ".NAME", named);
    }
  }

  private static void variants(StringBuilder out, String path, Map<?, ?> schema) {
    if (!(schema.get("oneOf") instanceof List<?> all)) {
      rows(out, path + ".", schema);
      return;
    }
    for (var one : all) {
      if (one instanceof Map<?, ?> variant
          && variant.get("properties") instanceof Map<?, ?> properties
          && properties.get("type") instanceof Map<?, ?> type) {
        var name = type.get("const");
        out.append("| `")
            .append(path)
            .append(".type` | ")
            .append(name)
            .append(" | required | see [");
        out.append(name).append("](sources/").append(name).append(".md) |\n");
        rows(out, path + ".", variant);
      }
    }
  }

  private static Object form(Map<?, ?> property) {
    if (property.get("enum") instanceof List<?> choices) {
      return String.join(", ", choices.stream().map(String::valueOf).toList());
    }
    return switch (String.valueOf(property.get("type"))) {
      case "string" -> "text";
      case "integer" -> "number";
      case "boolean" -> "true or false";
      case "array" -> "list";
      default -> "section";
    };
  }

  private static Path manual() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
        .map(here -> here.resolve("docs/configuration.md"))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow();
  }
}
