package dev.bartizan.core.config;

/**
 * A setting that must not be shown. Written as {@code key: ${VARIABLE}}, or as {@code key_file:
 * /path}; its text form is masked.
 *
 * @param value the secret itself
 */
public record Secret(String value) {
  /** What stands in its place wherever it is shown. */
  public static final String MASK = "********";

  @Override
  public String toString() {
    return MASK;
  }
}
