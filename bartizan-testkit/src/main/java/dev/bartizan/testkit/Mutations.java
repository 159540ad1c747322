package dev.bartizan.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Assertions;

/**
 * Hostile inputs made from good samples: bits flipped, lengths lied about, parts cut, repeated,
 * swapped and taken from other samples, numbers blown up, brackets nested, encodings broken. The
 * same seed gives the same inputs. One instance serves one thread.
 *
 * <p>{@code -Dbartizan.fuzz=N} sets how many inputs each {@link #hunt} tries, whatever the test
 * asked for; {@code -Dbartizan.fuzz.seed=S} replaces the seed.
 */
public final class Mutations {
  /** The longest input that is made. */
  public static final int MAX_LENGTH = 64 << 10;

  private static final long ALLOWANCE = 1 << 20;
  private static final long PER_BYTE = 256;
  private static final String[] TOKENS = {
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "null",
    "true",
    "-",
    "-1",
    "0",
    "1e999",
    "-1e-999",
    "9223372036854775808",
    "18446744073709551616",
    "4294967296",
    "65536",
    "2147483648",
    "NaN",
    "0x1F",
    "1.5",
    "\\u0000",
    "\\ud800",
    "\\udfff\\ud800",
    "\"\":",
    "{}",
    "[]",
    "[[[[[[[[",
    "{\"a\":",
    "::",
    "0.0.0.0",
    "256.1.1.1",
    "::ffff:1.2.3.4",
    "fe80::1%eth0",
    ",,,,,,,,",
    "\0",
    "\r",
    "\n",
    "\u202e",
    "\ufeff",
    "<script>",
    "=1+1",
    "\u001b[31m",
    "-0001-01-01T00:00:00Z",
    "+999999999-12-31T23:59:60Z",
    "2026-02-30T25:61:61.9999999999+99:99"
  };
  private static final int[] NUMBERS = {
    0,
    1,
    2,
    3,
    4,
    7,
    8,
    15,
    16,
    19,
    20,
    39,
    40,
    60,
    127,
    128,
    255,
    256,
    1500,
    32767,
    32768,
    65535,
    65536,
    0x00ff_ffff,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    -2,
    -1
  };

  private final RandomGenerator random;
  private final List<byte[]> samples;
  private byte[] work = new byte[0];
  private int length;

  private Mutations(RandomGenerator random, List<byte[]> samples) {
    this.random = random;
    this.samples = samples;
  }

  /** Takes an input; throws whatever the code under test should never throw. */
  @FunctionalInterface
  public interface Victim {
    /** Feeds one input, which is the victim's to keep, to the code under test. */
    void take(byte[] input) throws Exception;
  }

  /** A stream of inputs made of these samples, of which there must be at least one. */
  public static Mutations of(long seed, List<byte[]> samples) {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("no samples to mutate");
    }
    return new Mutations(new java.util.SplittableRandom(seed), List.copyOf(samples));
  }

  /** Texts as samples, in UTF-8. */
  public static List<byte[]> texts(List<String> texts) {
    return texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /**
   * Feeds each sample as it is and then {@code rounds} hostile inputs to the victim. Fails with the
   * seed, the round and the input when the victim throws, or when one input makes it allocate more
   * than 1 MiB plus 256 bytes for each byte of input.
   */
  public static void hunt(long seed, long rounds, List<byte[]> samples, Victim victim) {
    long useSeed = Long.getLong("bartizan.fuzz.seed", seed);
    long useRounds = Long.getLong("bartizan.fuzz", rounds);
    for (var sample : samples) {
      feed(victim, sample, useSeed, -1, false);
    }
    var mutations = of(useSeed, samples);
    long warm = Math.min(1000, useRounds / 10);
    for (long round = 0; round < useRounds; round++) {
      feed(victim, mutations.next(), useSeed, round, round > warm);
    }
  }

  /** The JVM counts buffers that it retires as allocated: only what repeats itself is believed. */
  private static void feed(Victim victim, byte[] input, long seed, long round, boolean weigh) {
    long limit = ALLOWANCE + PER_BYTE * input.length;
    long allocated = take(victim, input, seed, round);
    for (int again = 0; weigh && again < 3 && allocated > limit; again++) {
      allocated = take(victim, input, seed, round);
    }
    if (weigh && allocated > limit) {
      Assertions.fail("allocated " + allocated + " bytes: " + story(input, seed, round));
    }
  }

  private static long take(Victim victim, byte[] input, long seed, long round) {
    var copy = input.clone();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      victim.take(copy);
    } catch (Exception | Error thrown) {
      Assertions.fail(story(input, seed, round), thrown);
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static String story(byte[] input, long seed, long round) {
    var shown = input.length > 1024 ? Arrays.copyOf(input, 1024) : input;
    return "seed %d, round %d, %d bytes%n%s%n%s"
        .formatted(
            seed,
            round,
            input.length,
            java.util.HexFormat.of().formatHex(shown),
            new String(shown, StandardCharsets.ISO_8859_1));
  }

  /** The next input; a new array each time, at most {@link #MAX_LENGTH} bytes. */
  public byte[] next() {
    var sample = sample();
    length = Math.min(sample.length, MAX_LENGTH);
    work = Arrays.copyOf(sample, Math.max(length, 64));
    int changes = 1 + Math.min(random.nextInt(8), random.nextInt(8));
    for (int i = 0; i < changes; i++) {
      change();
    }
    return Arrays.copyOf(work, length);
  }

  private void change() {
    switch (random.nextInt(14)) {
      case 0 -> flip();
      case 1 -> put(1, random.nextInt());
      case 2 -> put(1, NUMBERS[random.nextInt(NUMBERS.length)]);
      case 3 -> put(2, NUMBERS[random.nextInt(NUMBERS.length)]);
      case 4 -> put(4, NUMBERS[random.nextInt(NUMBERS.length)]);
      case 5 -> length = random.nextInt(length + 1);
      case 6 -> remove();
      case 7 -> insert(random());
      case 8, 9 -> insert(token());
      case 10 -> insert(part(work, length));
      case 11 -> insertFromOther();
      case 12 -> repeat();
      default -> digits();
    }
  }

  private void flip() {
    if (length > 0) {
      work[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
    }
  }

  /** Overwrites one to four bytes by a number in either byte order. */
  private void put(int bytes, int number) {
    if (length < bytes) {
      return;
    }
    int at = random.nextInt(length - bytes + 1);
    boolean little = random.nextBoolean();
    for (int i = 0; i < bytes; i++) {
      work[at + i] = (byte) (number >>> (8 * (little ? i : bytes - 1 - i)));
    }
  }

  private void remove() {
    if (length > 0) {
      int from = random.nextInt(length);
      int to = Math.min(length, from + 1 + random.nextInt(1 << random.nextInt(10)));
      System.arraycopy(work, to, work, from, length - to);
      length -= to - from;
    }
  }

  private void insert(byte[] bytes) {
    int count = Math.min(bytes.length, MAX_LENGTH - length);
    int at = random.nextInt(length + 1);
    if (length + count > work.length) {
      work = Arrays.copyOf(work, Math.max(work.length * 2, length + count));
    }
    System.arraycopy(work, at, work, at + count, length - at);
    System.arraycopy(bytes, 0, work, at, count);
    length += count;
  }

  private void insertFromOther() {
    var other = sample();
    insert(part(other, other.length));
  }

  /** A byte or a short run many times over. */
  private void repeat() {
    var unit = random.nextBoolean() ? token() : part(work, Math.min(length, 16));
    int times = 1 << random.nextInt(12);
    var all = new byte[Math.min(unit.length * times, MAX_LENGTH)];
    for (int i = 0; i < all.length; i++) {
      all[i] = unit[i % unit.length];
    }
    insert(all);
  }

  /** Replaces a digit by many, or by another. */
  private void digits() {
    for (int tries = 0; tries < 16 && length > 0; tries++) {
      int at = random.nextInt(length);
      if (work[at] >= '0' && work[at] <= '9') {
        work[at] = (byte) ('0' + random.nextInt(10));
        if (random.nextInt(4) == 0) {
          insert("9".repeat(1 + random.nextInt(40)).getBytes(StandardCharsets.US_ASCII));
        }
        return;
      }
    }
  }

  private byte[] random() {
    var bytes = new byte[1 + random.nextInt(16)];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] token() {
    return TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8);
  }

  private byte[] part(byte[] bytes, int limit) {
    int from = random.nextInt(limit + 1);
    return Arrays.copyOfRange(bytes, from, from + random.nextInt(limit - from + 1));
  }

  private byte[] sample() {
    return samples.get(random.nextInt(samples.size()));
  }

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
}
