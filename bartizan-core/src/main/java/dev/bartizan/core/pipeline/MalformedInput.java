package dev.bartizan.core.pipeline;

/**
 * Input that is not what the feed should hold. Carries no stack trace: hostile input must be cheap
 * to refuse.
 */
public final class MalformedInput extends Exception {
  private static final long serialVersionUID = 1;

  /** With what was wrong, for people; quotes no input (the sample does). */
  public MalformedInput(String why) {
    super(why, null, false, false);
  }
}
