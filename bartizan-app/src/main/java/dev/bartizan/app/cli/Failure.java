package dev.bartizan.app.cli;

/** A verb cannot do what was asked: what, why, and what to do, for people. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exit;

  Failure(int exit, String message) {
    super(message, null, false, false);
    this.exit = exit;
  }

  /** The exit code to end with. */
  int exit() {
    return exit;
  }
}
