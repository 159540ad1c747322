package dev.bartizan.app.demo;

import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.Endpoint;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/** Where the actors act: the edge's logs, chance, and what is to follow later. One thread. */
final class Stage {
  /** What somebody does at a moment. */
  @FunctionalInterface
  interface Act {
    void at(long time) throws IOException;
  }

  private record Later(long time, long turn, Act act) {}

  private final Edge edge;
  private final RandomGenerator random;
  private final PriorityQueue<Later> later =
      new PriorityQueue<>(Comparator.comparingLong(Later::time).thenComparingLong(Later::turn));
  private long turn;

  Stage(Edge edge, RandomGenerator random) {
    this.edge = edge;
    this.random = random;
  }

  Edge edge() {
    return edge;
  }

  /** An act that follows, such as the end of a connection. */
  void later(long time, Act act) {
    later.add(new Later(time, turn++, act));
  }

  /** Does what was to follow up to this time. */
  void catchUp(long time) throws IOException {
    for (var next = later.peek(); next != null && next.time <= time; next = later.peek()) {
      later.remove();
      next.act.at(next.time);
    }
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A number that is nowhere used again, for flows, states and sequence numbers. */
  long number() {
    return random.nextLong(1L << 32);
  }

  /** One of these; the first ones far more often. */
  <T> T mostlyFirst(List<T> from) {
    double skewed = Math.pow(random.nextDouble(), 2.5);
    return from.get((int) (skewed * from.size()));
  }

  <T> T any(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** An endpoint with a port of a client. */
  Endpoint client(Address address) {
    return new Endpoint(address, 1024 + random.nextInt(64_000));
  }
}
