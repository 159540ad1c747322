package dev.bartizan.web.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is signed in, in memory: a restart signs everybody out. A session ends after {@link #IDLE}
 * without a request, after {@link #LONGEST} in any case, and when its user is removed. Safe for any
 * thread.
 */
public final class Sessions {
  /** How long a session lasts without a request. */
  public static final Duration IDLE = Duration.ofHours(12);

  /** How long a session lasts in any case. */
  public static final Duration LONGEST = Duration.ofDays(7);

  private static final int MOST = 1_000;

  private final Users users;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Map<String, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);

  private record Session(User user, boolean byLink, Instant begun, Instant seen) {}

  /** Sessions of these users. */
  public Sessions(Users users, InstantSource clock, SecureRandom random) {
    this.users = users;
    this.clock = clock;
    this.random = random;
  }

  /** Begins a session and returns its secret, for a cookie. */
  public synchronized String begin(SignIn.Outcome.Welcome welcome) {
    var secret = Secrets.fresh(random);
    var now = clock.instant();
    sessions.put(key(secret), new Session(welcome.user(), welcome.byLink(), now, now));
    if (sessions.size() > MOST) {
      sessions.remove(sessions.keySet().iterator().next());
    }
    return secret;
  }

  /** The user of a session, with the role of now; counts as a request of theirs. */
  public synchronized Optional<User> user(String secret) {
    var key = key(secret);
    var session = sessions.get(key);
    if (session == null) {
      return Optional.empty();
    }
    var now = clock.instant();
    var user = session.byLink ? Optional.of(session.user) : users.user(session.user.name());
    if (user.isEmpty()
        || now.isAfter(session.seen.plus(IDLE))
        || now.isAfter(session.begun.plus(LONGEST))) {
      sessions.remove(key);
      return Optional.empty();
    }
    sessions.put(key, new Session(session.user, session.byLink, session.begun, now));
    return user;
  }

  /** Ends a session, if there is one. */
  public synchronized void end(String secret) {
    sessions.remove(key(secret));
  }

  /** Ends all sessions that a user began with a password. */
  public synchronized void endAll(String user) {
    sessions.values().removeIf(s -> !s.byLink && s.user.name().equals(user));
  }

  private static String key(String secret) {
    return HexFormat.of().formatHex(Secrets.hash(secret));
  }
}
