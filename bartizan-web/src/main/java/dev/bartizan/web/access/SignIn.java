package dev.bartizan.web.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * The door: passwords and one-time links, throttled per address and per user. Safe for any thread;
 * a call takes as long as a password takes to check, and few are checked at once.
 */
public final class SignIn {
  /** How long a one-time link may be used. */
  public static final Duration LINK_LIFE = Duration.ofMinutes(10);

  private static final int AT_ONCE = 2;
  private static final int MOST_LINKS = 8;

  private final Users users;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Throttle byAddress;
  private final Throttle byUser;
  private final Semaphore checking = new Semaphore(AT_ONCE);
  private final List<Link> links = new ArrayList<>();

  private record Link(byte[] hash, Instant until) {}

  /** How a try ended. */
  public sealed interface Outcome {
    /** Welcome. */
    record Welcome(User user, boolean byLink) implements Outcome {}

    /**
     * No such user, wrong password, or a link that is used up or too old: it does not say which.
     */
    record Refused() implements Outcome {}

    /** Tried too often. */
    record Throttled(Duration pause) implements Outcome {}
  }

  /** A door for these users. */
  public SignIn(Users users, InstantSource clock, SecureRandom random) {
    this.users = users;
    this.clock = clock;
    this.random = random;
    this.byAddress = new Throttle(clock, 5, Duration.ofMinutes(10));
    this.byUser = new Throttle(clock, 10, Duration.ofMinutes(1));
  }

  /** A new code that signs in once, as admin, within {@link #LINK_LIFE}. */
  public synchronized String link() {
    var code = Secrets.fresh(random);
    if (links.size() == MOST_LINKS) {
      links.removeFirst();
    }
    links.add(new Link(Secrets.hash(code), clock.instant().plus(LINK_LIFE)));
    return code;
  }

  /**
   * Tries a code.
   *
   * @param from the network that tries, such as an address
   */
  public Outcome withLink(String from, String code) {
    var wait = byAddress.enter(from);
    if (wait.isPositive()) {
      return new Outcome.Throttled(wait);
    }
    if (!redeem(code)) {
      return new Outcome.Refused();
    }
    byAddress.succeeded(from);
    return new Outcome.Welcome(new User("admin", Role.ADMIN), true);
  }

  private synchronized boolean redeem(String code) {
    var now = clock.instant();
    links.removeIf(link -> !now.isBefore(link.until));
    var hash = Secrets.hash(code);
    return links.removeIf(link -> Secrets.same(link.hash, hash));
  }

  /** Tries a password. */
  public Outcome withPassword(String from, String name, String password) {
    var wait = longer(byAddress.enter(from), byUser.enter(name));
    if (wait.isPositive()) {
      return new Outcome.Throttled(wait);
    }
    Optional<User> user;
    checking.acquireUninterruptibly();
    try {
      user = users.withPassword(name, password);
    } finally {
      checking.release();
    }
    if (user.isEmpty()) {
      return new Outcome.Refused();
    }
    byAddress.succeeded(from);
    byUser.succeeded(name);
    return new Outcome.Welcome(user.get(), false);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
