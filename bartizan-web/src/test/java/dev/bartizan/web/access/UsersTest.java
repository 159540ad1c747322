package dev.bartizan.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsersTest {
  private static final String GOOD = "correct horse battery";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T12:00:00Z"));
  private final InstantSource clock = now::get;
  private final SecureRandom random = new SecureRandom();
  @TempDir Path dir;
  private Users users;
  private SignIn door;
  private Sessions sessions;

  @BeforeEach
  void open() throws IOException {
    users = reopen();
    door = new SignIn(users, clock, random);
    sessions = new Sessions(users, clock, random);
  }

  private Users reopen() throws IOException {
    return Users.open(dir, clock, random, 1_000);
  }

  private void pass(Duration time) {
    now.updateAndGet(t -> t.plus(time));
  }

  @Test
  void passwords_cost_an_attacker_what_they_should() {
    assertThat(Password.ITERATIONS).isGreaterThanOrEqualTo(600_000);
  }

  @Test
  void users_and_tokens_outlive_a_restart() throws IOException {
    users.put("ada", Role.OPERATOR, GOOD);
    var token = users.issue("prometheus", Role.VIEWER, Set.of(Scope.METRICS));
    var again = reopen();
    assertThat(again.withPassword("ada", GOOD)).contains(new User("ada", Role.OPERATOR));
    assertThat(again.withPassword("ada", GOOD + "x")).isEmpty();
    assertThat(again.withPassword("bob", GOOD)).isEmpty();
    assertThat(again.token(token))
        .contains(new Token("prometheus", Role.VIEWER, Set.of(Scope.METRICS), now.get()));
    assertThat(again.token(token + "x")).isEmpty();
  }

  @Test
  void the_file_is_the_owners_and_holds_no_secret() throws IOException {
    users.put("ada", Role.ADMIN, GOOD);
    var token = users.issue("script", Role.ADMIN, Set.of(Scope.READ));
    var file = dir.resolve("users.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).contains("ada", "script").doesNotContain(GOOD, token);
    try (var files = Files.list(dir)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void a_file_that_others_can_read_is_refused() throws IOException {
    users.put("ada", Role.ADMIN, GOOD);
    var file = dir.resolve("users.json");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(this::reopen).isInstanceOf(IOException.class).hasMessageContaining("chmod");
  }

  @Test
  void a_broken_file_is_refused_and_left_alone() throws IOException {
    users.put("ada", Role.ADMIN, GOOD);
    var file = dir.resolve("users.json");
    Files.writeString(file, "{\"users\":[");
    assertThatThrownBy(this::reopen).isInstanceOf(IOException.class).hasMessageContaining("users");
    assertThat(Files.readString(file)).isEqualTo("{\"users\":[");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          too short,           ada,  hunter2 hunt
          the user's name,     ada,  adaadaadaada1234
          few characters,      ada,  abababababab
          a name with a slash, a/b,  correct horse battery
          a name in capitals,  Ada,  correct horse battery
          """)
  void bad_names_and_passwords_are_refused(String why, String name, String password) {
    var short11 = why.equals("too short") ? password.substring(0, 11) : password;
    assertThatThrownBy(() -> users.put(name, Role.VIEWER, short11))
        .as(why)
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(users.users()).isEmpty();
  }

  @Test
  void the_command_lines_token_is_made_once_and_is_the_owners() throws IOException {
    var file = dir.resolve("cli-token");
    users.commandLineToken(file);
    var secret = Files.readString(file).strip();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(users.token(secret).orElseThrow().role()).isEqualTo(Role.ADMIN);
    reopen().commandLineToken(file);
    assertThat(Files.readString(file).strip()).isEqualTo(secret);
  }

  @Test
  void a_link_opens_once_and_for_ten_minutes() {
    var code = door.link();
    assertThat(door.withLink("here", code)).isInstanceOf(SignIn.Outcome.Welcome.class);
    assertThat(door.withLink("here", code)).isInstanceOf(SignIn.Outcome.Refused.class);
    var late = door.link();
    pass(SignIn.LINK_LIFE);
    assertThat(door.withLink("here", late)).isInstanceOf(SignIn.Outcome.Refused.class);
  }

  @Test
  void tries_from_one_address_are_throttled_also_for_other_users() throws IOException {
    users.put("ada", Role.ADMIN, GOOD);
    for (int i = 0; i < 5; i++) {
      assertThat(door.withPassword("there", "user" + i, "wrong"))
          .isInstanceOf(SignIn.Outcome.Refused.class);
    }
    assertThat(door.withPassword("there", "ada", GOOD))
        .isEqualTo(new SignIn.Outcome.Throttled(Duration.ofSeconds(1)));
    assertThat(door.withPassword("elsewhere", "ada", GOOD))
        .isInstanceOf(SignIn.Outcome.Welcome.class);
    pass(Duration.ofSeconds(1));
    assertThat(door.withPassword("there", "bob", "wrong"))
        .isInstanceOf(SignIn.Outcome.Refused.class);
    assertThat(door.withPassword("there", "ada", GOOD))
        .isEqualTo(new SignIn.Outcome.Throttled(Duration.ofSeconds(2)));
  }

  @Test
  void tries_for_one_user_are_throttled_from_wherever_they_come() throws IOException {
    users.put("ada", Role.ADMIN, GOOD);
    for (int i = 0; i < 10; i++) {
      door.withPassword("address" + i, "ada", "wrong");
    }
    assertThat(door.withPassword("another", "ada", GOOD))
        .isInstanceOf(SignIn.Outcome.Throttled.class);
    pass(Duration.ofMinutes(16));
    assertThat(door.withPassword("another", "ada", GOOD))
        .isInstanceOf(SignIn.Outcome.Welcome.class);
  }

  @Test
  void a_session_ends_when_idle_when_old_and_with_its_user() throws IOException {
    users.put("ada", Role.VIEWER, GOOD);
    var welcome = new SignIn.Outcome.Welcome(new User("ada", Role.VIEWER), false);
    var idle = sessions.begin(welcome);
    pass(Sessions.IDLE.plusSeconds(1));
    assertThat(sessions.user(idle)).isEmpty();

    var busy = sessions.begin(welcome);
    for (int i = 0; i < 20; i++) {
      pass(Sessions.IDLE.dividedBy(2));
      boolean young =
          Sessions.IDLE.dividedBy(2).multipliedBy(i + 1L).compareTo(Sessions.LONGEST) <= 0;
      assertThat(sessions.user(busy).isPresent()).as("after " + i).isEqualTo(young);
    }

    var gone = sessions.begin(welcome);
    users.put("ada", Role.ADMIN, GOOD);
    assertThat(sessions.user(gone)).contains(new User("ada", Role.ADMIN));
    users.remove("ada");
    assertThat(sessions.user(gone)).isEmpty();
    assertThat(sessions.user("guess")).isEmpty();
  }

  @Test
  void a_session_that_is_ended_is_over() {
    var welcome = new SignIn.Outcome.Welcome(new User("admin", Role.ADMIN), true);
    var secret = sessions.begin(welcome);
    assertThat(sessions.user(secret)).isPresent();
    sessions.end(secret);
    assertThat(sessions.user(secret)).isEmpty();
  }
}
