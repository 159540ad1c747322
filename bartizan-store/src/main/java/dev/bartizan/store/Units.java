package dev.bartizan.store;

import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.Kind;
import dev.bartizan.core.store.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A range of time as whole units of the sums, and what they do not cover.
 *
 * @param unit in microseconds
 * @param first of the whole units
 * @param end one after the last of them
 * @param split whole units in that range that a border goes through
 * @param raw ranges for which the events themselves must be asked, each within one unit, in order
 */
record Units(long unit, long first, long end, List<Long> split, List<Range> raw) {
  private static final int MOST_SPLIT = 4;

  /** From included, to excluded. */
  record Range(long from, long to) {}

  /**
   * The units of a selection, by sums that know these fields; null when sums would not serve:
   * nothing is summed, the query asks for more than sums tell, or too many borders go through
   * units.
   */
  static @Nullable Units of(
      Snapshot snapshot, Selection selection, long unit, Set<Field> known, @Nullable Series shape) {
    long first = -Math.floorDiv(-selection.from(), unit);
    long end = Math.floorDiv(selection.to(), unit);
    if (snapshot.rolled() == 0 || end - first < 2 || !isDecided(selection, known)) {
      return null;
    }
    var split = new TreeSet<Long>();
    if (shape != null && !split(selection, unit, shape, split)) {
      return null;
    }
    split.removeIf(u -> u < first || u >= end);
    return new Units(unit, first, end, List.copyOf(split), raw(selection, unit, first, end, split));
  }

  private static boolean isDecided(Selection selection, Set<Field> known) {
    for (var kind : Kind.values()) {
      if (!Where.isDecided(Where.narrow(kind, selection.query()), known)) {
        return false;
      }
    }
    return true;
  }

  private static boolean split(Selection selection, long unit, Series shape, TreeSet<Long> split) {
    if (shape.width() < 2 * unit) {
      return false;
    }
    for (long border = shape.from() + shape.width();
        border < selection.to() && split.size() <= MOST_SPLIT;
        border += shape.width()) {
      if (Math.floorMod(border, unit) != 0) {
        split.add(Math.floorDiv(border, unit));
      }
    }
    return split.size() <= MOST_SPLIT;
  }

  private static List<Range> raw(
      Selection selection, long unit, long first, long end, TreeSet<Long> split) {
    var raw = new ArrayList<Range>();
    if (selection.from() < first * unit) {
      raw.add(new Range(selection.from(), first * unit));
    }
    for (long one : split) {
      raw.add(new Range(one * unit, (one + 1) * unit));
    }
    if (end * unit < selection.to()) {
      raw.add(new Range(end * unit, selection.to()));
    }
    return List.copyOf(raw);
  }

  /** The condition on a column that counts units. */
  String condition(String column) {
    var condition = column + " >= " + first + " AND " + column + " < " + end;
    return split.isEmpty()
        ? condition
        : condition
            + " AND "
            + column
            + " NOT IN ("
            + String.join(", ", split.stream().map(String::valueOf).toList())
            + ")";
  }
}
