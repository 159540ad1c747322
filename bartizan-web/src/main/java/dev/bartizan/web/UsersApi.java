package dev.bartizan.web;

import dev.bartizan.core.event.EventJson;
import dev.bartizan.web.access.Role;
import dev.bartizan.web.access.Scope;
import dev.bartizan.web.access.Sessions;
import dev.bartizan.web.access.Users;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Users and tokens. */
final class UsersApi {
  private final Users users;
  private final Sessions sessions;

  UsersApi(Users users, Sessions sessions) {
    this.users = users;
    this.sessions = sessions;
  }

  void users(Context ctx) {
    var all = users.users().stream().map(u -> new Answers.User(u.name(), u.role().text())).toList();
    Answer.json(ctx, new Answers.Users(all));
  }

  void put(Context ctx) throws IOException {
    var body = Bodies.read(ctx, Bodies.User.class);
    var role = choice("role", Role.class, body.role());
    try {
      users.put(body.user(), role, body.password());
    } catch (IllegalArgumentException e) {
      throw refused(e);
    }
    sessions.endAll(body.user());
    Answer.json(ctx, new Answers.User(body.user(), role.text()));
  }

  void remove(Context ctx) throws IOException {
    var name = ctx.pathParam("user");
    if (!users.remove(name)) {
      throw new Problem(404, "There is no such user", "nobody has this name", "See /api/users");
    }
    sessions.endAll(name);
    ctx.status(204);
  }

  void tokens(Context ctx) {
    var all =
        users.tokens().stream()
            .map(t ->
                new Answers.Token(
                    t.name(),
                    t.role().text(),
                    t.scopes().stream().map(Scope::text).collect(Collectors.toSet()),
                    EventJson.time(Times.micros(t.created()))))
            .toList();
    Answer.json(ctx, new Answers.Tokens(all));
  }

  void issue(Context ctx) throws IOException {
    var body = Bodies.read(ctx, Bodies.Token.class);
    var role = choice("role", Role.class, body.role());
    var scopes =
        body.scopes().stream()
            .map(s -> choice("scope", Scope.class, s))
            .collect(Collectors.toSet());
    if (users.tokens().stream().anyMatch(t -> t.name().equals(body.name()))) {
      throw new Problem(
          409,
          "There is a token of this name",
          "names are unique",
          "Revoke it, or take another name");
    }
    try {
      var secret = users.issue(body.name(), role, scopes);
      Answer.json(ctx, new Answers.NewToken(body.name(), secret));
    } catch (IllegalArgumentException e) {
      throw refused(e);
    }
  }

  void revoke(Context ctx) throws IOException {
    if (!users.revoke(ctx.pathParam("name"))) {
      throw new Problem(404, "There is no such token", "none has this name", "See /api/tokens");
    }
    ctx.status(204);
  }

  private static Problem refused(IllegalArgumentException e) {
    return Problem.bad(String.valueOf(e.getMessage()), "Choose another");
  }

  private static <E extends Enum<E>> E choice(String what, Class<E> type, String text) {
    for (var constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    var all = List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT);
    throw Problem.bad("there is no such " + what, "It is one of " + all);
  }
}
