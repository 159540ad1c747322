package dev.bartizan.core.config;

import java.util.List;

/**
 * Settings that cannot be used; every problem that was found, each with the full path of its key.
 */
public final class InvalidSettings extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  /**
   * With one line for each problem, such as {@code sources.web.fiel: unknown key; did you mean
   * 'file'?}.
   */
  public InvalidSettings(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line each, in the order of the settings. */
  public List<String> problems() {
    return problems;
  }
}
