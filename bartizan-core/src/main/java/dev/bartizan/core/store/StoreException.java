package dev.bartizan.core.store;

/** The store could not do what was asked; the message says what, why and what to do. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With a message for people. */
  public StoreException(String message, @org.jspecify.annotations.Nullable Throwable cause) {
    super(message, cause);
  }
}
