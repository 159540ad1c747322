package dev.bartizan.sources.file;

import java.util.Comparator;
import java.util.List;

/** A file that is open and not yet told apart. */
record Stranger(Listing.Entry entry, Opened.Ready file) {
  boolean live() {
    return entry.live();
  }

  /** The older first. */
  static List<Stranger> byAge(List<Stranger> strangers) {
    var order = Names.byAge(strangers.stream().map(Stranger::aged).toList());
    return strangers.stream().sorted(Comparator.comparing(Stranger::aged, order)).toList();
  }

  private Names.Aged aged() {
    return new Names.Aged(String.valueOf(entry.path().getFileName()), entry.stat().modified());
  }
}
