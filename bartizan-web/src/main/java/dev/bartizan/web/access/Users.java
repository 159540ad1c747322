package dev.bartizan.web.access;

import dev.bartizan.web.access.UsersFile.Account;
import dev.bartizan.web.access.UsersFile.Book;
import dev.bartizan.web.access.UsersFile.Issued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Users and tokens, kept in {@code users.json} (mode 0600) as hashes. One process at a time writes;
 * any thread may call. A change is on disk when the call returns. Bad names and passwords are
 * refused with {@link IllegalArgumentException}, whose message is for people.
 */
public final class Users {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,31}");
  private static final String COMMAND_LINE = "command-line";

  private final Path file;
  private final InstantSource clock;
  private final SecureRandom random;
  private final int iterations;
  private final Password nobody;
  private volatile Book book;

  private Users(Path file, InstantSource clock, SecureRandom random, int iterations)
      throws IOException {
    this.file = file;
    this.clock = clock;
    this.random = random;
    this.iterations = iterations;
    this.nobody = Password.none(iterations);
    this.book = UsersFile.read(file);
  }

  /**
   * The users of a state directory, which must exist.
   *
   * @throws IOException when users.json is there but cannot be read, or is open to others
   */
  public static Users open(Path directory, InstantSource clock, SecureRandom random)
      throws IOException {
    return open(directory, clock, random, Password.ITERATIONS);
  }

  static Users open(Path directory, InstantSource clock, SecureRandom random, int iterations)
      throws IOException {
    return new Users(directory.resolve("users.json"), clock, random, iterations);
  }

  /** All users by name. */
  public List<User> users() {
    return book.users().stream().map(a -> new User(a.name(), a.role())).toList();
  }

  /** The user of this name, if there is one. */
  public Optional<User> user(String name) {
    return users().stream().filter(u -> u.name().equals(name)).findFirst();
  }

  /** Adds a user, or gives one that exists a new role and password. */
  public synchronized void put(String name, Role role, String password) throws IOException {
    refuseName(name);
    refusePassword(name, password);
    var users = new ArrayList<>(book.users());
    users.removeIf(a -> a.name().equals(name));
    users.add(new Account(name, role, Password.of(password, iterations, random)));
    write(new Book(List.copyOf(users), book.tokens()));
  }

  /** Removes a user; false when there was none. */
  public synchronized boolean remove(String name) throws IOException {
    var users = new ArrayList<>(book.users());
    if (!users.removeIf(a -> a.name().equals(name))) {
      return false;
    }
    write(new Book(List.copyOf(users), book.tokens()));
    return true;
  }

  /** The user whose password this is; as slow for unknown names as for known ones. */
  Optional<User> withPassword(String name, String password) {
    if (password.length() > Password.LONGEST) {
      return Optional.empty();
    }
    var account = book.users().stream().filter(a -> a.name().equals(name)).findFirst();
    boolean right = account.map(Account::password).orElse(nobody).matches(password);
    return account.filter(_ -> right).map(a -> new User(a.name(), a.role()));
  }

  /** All tokens by name. */
  public List<Token> tokens() {
    return book.tokens().stream().map(Issued::token).toList();
  }

  /**
   * Issues a token and returns it, the only time that it is seen. One of the same name is replaced.
   */
  public synchronized String issue(String name, Role role, Set<Scope> scopes) throws IOException {
    refuseName(name);
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException(
          "a token needs a scope: one or more of "
              + Arrays.toString(Scope.values()).toLowerCase(Locale.ROOT));
    }
    var secret = Secrets.fresh(random);
    var tokens = new ArrayList<>(book.tokens());
    tokens.removeIf(t -> t.token().name().equals(name));
    tokens.add(new Issued(new Token(name, role, scopes, clock.instant()), Secrets.hash(secret)));
    write(new Book(book.users(), List.copyOf(tokens)));
    return secret;
  }

  /** Revokes a token; false when there was none. */
  public synchronized boolean revoke(String name) throws IOException {
    var tokens = new ArrayList<>(book.tokens());
    if (!tokens.removeIf(t -> t.token().name().equals(name))) {
      return false;
    }
    write(new Book(book.users(), List.copyOf(tokens)));
    return true;
  }

  /** What is known about the token with this secret. */
  public Optional<Token> token(String secret) {
    var hash = Secrets.hash(secret);
    Optional<Token> found = Optional.empty();
    for (var issued : book.tokens()) {
      if (Secrets.same(issued.hash(), hash)) {
        found = Optional.of(issued.token());
      }
    }
    return found;
  }

  /**
   * Makes sure that a file (mode 0600) holds a token of role admin and all scopes, for the command
   * line of this machine; a file that does is left alone.
   */
  public synchronized void commandLineToken(Path tokenFile) throws IOException {
    if (Files.exists(tokenFile)) {
      UsersFile.refuseOpen(tokenFile);
      if (token(Files.readString(tokenFile).strip()).isPresent()) {
        return;
      }
    }
    var secret = issue(COMMAND_LINE, Role.ADMIN, Set.of(Scope.values()));
    UsersFile.write(tokenFile, secret + "\n");
  }

  private void write(Book changed) throws IOException {
    UsersFile.write(file, changed);
    book = changed;
  }

  private static void refuseName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a name is 1 to 32 of a-z, 0-9, '.', '_' and '-', and begins with a letter or digit");
    }
  }

  private static void refusePassword(String name, String password) {
    if (password.length() < Password.SHORTEST || password.length() > Password.LONGEST) {
      throw new IllegalArgumentException(
          "a password has " + Password.SHORTEST + " to " + Password.LONGEST + " characters");
    }
    if (password.toLowerCase(Locale.ROOT).contains(name)
        || password.chars().distinct().count() < 5) {
      throw new IllegalArgumentException(
          "a password does not hold the user's name, and has five different characters at least");
    }
  }
}
