package dev.bartizan.app.cli;

/** How verbs end, and how their help says so. */
final class Exit {
  static final int OK = 0;
  static final int ERROR = 1;
  static final int USAGE = 2;
  static final int NOTHING = 3;
  static final int REFUSED = 4;
  static final int UNREACHABLE = 5;
  static final int PARTLY = 6;

  static final String SAYS_OK = "0:done";
  static final String SAYS_ERROR = "1:error";
  static final String SAYS_USAGE = "2:the command line or the query cannot be read";
  static final String SAYS_NOTHING = "3:nothing found";
  static final String SAYS_REFUSED = "4:refused: no permission, or the daemon owns the store";
  static final String SAYS_UNREACHABLE = "5:the daemon cannot be reached";
  static final String SAYS_PARTLY = "6:partly done: some input was rejected";
  static final String SAYS_INTERRUPTED = "130:interrupted";

  private Exit() {}
}
