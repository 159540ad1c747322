package dev.bartizan.sources.file;

/** Where to begin in files that are there at the very first start. */
public enum Initial {
  /** With their first line. */
  START,
  /** Behind their last whole line. */
  END
}
