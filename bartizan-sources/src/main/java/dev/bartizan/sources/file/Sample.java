package dev.bartizan.sources.file;

import dev.bartizan.core.pipeline.Line;
import java.util.stream.Collectors;

/** The beginning of refused input as people may see it. */
final class Sample {
  private static final int LENGTH = 200;

  private Sample() {}

  /** At most 200 characters; what does not print becomes U+FFFD. */
  static String of(Line line) {
    int length = Math.min(line.length(), LENGTH * 4);
    var text = new Line(line.bytes(), line.offset(), length, false).text();
    return text.codePoints()
        .limit(LENGTH)
        .map(Sample::printable)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static int printable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          '\ufffd';
      default -> character;
    };
  }
}
