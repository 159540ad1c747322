package dev.bartizan.app.demo;

/**
 * A part of the story that recurs.
 *
 * @param weight how often it is played, beside the others
 * @param rhythm a factor to the weight that varies with time
 * @param act what happens; writes about one event at once, more of them later
 */
record Scene(double weight, Rhythm rhythm, Stage.Act act) {
  private static final double HOUR = 3_600e6;

  /** How much goes on at a time, in microseconds; 1 on average. */
  @FunctionalInterface
  interface Rhythm {
    double at(long time);
  }

  double weight(long time) {
    return weight * rhythm.at(time);
  }

  /** Always the same. */
  static Rhythm steady() {
    return _ -> 1;
  }

  /** As people wake and sleep: least at 04:00 UTC, most at 16:00. */
  static Rhythm daily() {
    return time -> 1 + 0.75 * Math.sin((time / HOUR - 10) % 24 / 24 * 2 * Math.PI);
  }

  /** Nothing but for {@code minutes} in each {@code period} of minutes, begun at {@code offset}. */
  static Rhythm bursts(double period, double minutes, double offset) {
    return time -> {
      double minute = (time / HOUR * 60 - offset) % period;
      return (minute < 0 ? minute + period : minute) < minutes ? period / minutes : 0;
    };
  }
}
