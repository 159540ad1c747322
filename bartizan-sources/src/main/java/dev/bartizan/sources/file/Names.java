package dev.bartizan.sources.file;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** How rotation names files: what was {@code access.log} once, and in which order. */
final class Names {
  private static final Pattern NUMBER = Pattern.compile("[.-](\\d{1,9})(?:\\.(?:gz|zst))?$");
  private static final Pattern ROTATED =
      Pattern.compile("(?:[0-9TZ:.+_-]*[0-9][0-9TZ:.+_-]*|old|bak|prev)");
  private static final Pattern PACKED = Pattern.compile("\\.(?:gz|zst)$");

  private Names() {}

  /**
   * Whether a file of this name was rotated from that of the base name: {@code access.log.1},
   * {@code access.log-20261120.gz}, {@code access-2026-11-20T22-54-38.457.log.zst}, {@code
   * access.1.log}.
   */
  static boolean rotated(String name, String base) {
    var plain = PACKED.matcher(name).replaceFirst("");
    if (plain.equals(base)) {
      return !name.equals(base);
    }
    return middle(plain, base, "") || middle(plain, stem(base), extension(base));
  }

  private static boolean middle(String name, String before, String after) {
    if (before.isEmpty() || after.length() + before.length() + 2 > name.length()) {
      return false;
    }
    char separator = name.charAt(before.length());
    return name.startsWith(before)
        && name.endsWith(after)
        && (separator == '.' || separator == '-' || separator == '_')
        && ROTATED
            .matcher(name.substring(before.length() + 1, name.length() - after.length()))
            .matches();
  }

  private static String stem(String base) {
    int dot = base.lastIndexOf('.');
    return dot <= 0 ? "" : base.substring(0, dot);
  }

  private static String extension(String base) {
    int dot = base.lastIndexOf('.');
    return dot <= 0 ? "" : base.substring(dot);
  }

  /** A rotated file and when it was last written. */
  record Aged(String name, long modified) {}

  /**
   * The older first: by number when all have one (the higher is older), by name when none has (it
   * holds a date), else by the time of the last change.
   */
  static Comparator<Aged> byAge(List<Aged> files) {
    long numbered = files.stream().filter(file -> number(file.name()) >= 0).count();
    if (numbered == files.size()) {
      return Comparator.comparingLong((Aged file) -> -number(file.name()));
    }
    return numbered == 0
        ? Comparator.comparing(Aged::name)
        : Comparator.comparingLong(Aged::modified);
  }

  /** The number at the end of names such as {@code access.log.2.gz}; -1 for dates and others. */
  private static long number(String name) {
    var found = NUMBER.matcher(name);
    return found.find() && found.group(1).length() < 6 ? Long.parseLong(found.group(1)) : -1;
  }
}
