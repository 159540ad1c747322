package dev.bartizan.app.terminal;

/**
 * Text from outside made safe for a terminal: control characters (ANSI sequences begin with one),
 * invisible ones that change the direction of text, and line breaks are shown as {@code \}{@code
 * u001b} instead of being obeyed. The same escapes are valid inside JSON strings. Pure functions.
 */
public final class Plain {
  private Plain() {}

  /** The text with everything that a terminal would obey written out. */
  public static String of(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (obeyed(text.charAt(i))) {
        return escaped(text);
      }
    }
    return text.toString();
  }

  private static String escaped(CharSequence text) {
    var out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (obeyed(c)) {
        out.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean obeyed(char c) {
    return c < 0x20
        || (c >= 0x7f && c < 0xa0)
        || c == 0x061c
        || (c >= 0x200b && c <= 0x200f)
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2060 && c <= 0x206f)
        || c == 0xfeff;
  }
}
