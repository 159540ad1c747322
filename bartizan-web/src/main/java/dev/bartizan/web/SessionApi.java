package dev.bartizan.web;

import dev.bartizan.web.access.Sessions;
import dev.bartizan.web.access.SignIn;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;

/** Signing in and out. */
final class SessionApi {
  private final ConsoleConfig config;
  private final Edition edition;
  private final Guard guard;
  private final SignIn door;
  private final Sessions sessions;

  SessionApi(ConsoleConfig config, Edition edition, Guard guard, SignIn door, Sessions sessions) {
    this.config = config;
    this.edition = edition;
    this.guard = guard;
    this.door = door;
    this.sessions = sessions;
  }

  void begin(Context ctx) {
    var body = Bodies.read(ctx, Bodies.Door.class);
    var peer = Peer.of(ctx, config);
    switch (attempt(peer.network(), body)) {
      case SignIn.Outcome.Welcome welcome -> welcome(ctx, peer, welcome);
      case SignIn.Outcome.Refused() ->
          throw new Problem(
              401,
              "Sign-in failed",
              body.link() == null
                  ? "the user or the password is wrong"
                  : "the link was used already, or is older than ten minutes",
              body.link() == null ? "Try again" : "Restart Bartizan for a new one");
      case SignIn.Outcome.Throttled(var pause) ->
          throw Problem.later(
              429, "Too many tries", "sign-in failed several times", seconds(pause));
    }
  }

  private SignIn.Outcome attempt(String network, Bodies.Door body) {
    if (body.link() != null) {
      return door.withLink(network, body.link());
    }
    if (body.user() == null || body.password() == null) {
      throw Problem.bad("neither a link nor a user and a password", "Send one of them");
    }
    return door.withPassword(network, body.user(), body.password());
  }

  private static long seconds(Duration pause) {
    return pause.plusMillis(999).toSeconds();
  }

  private void welcome(Context ctx, Peer peer, SignIn.Outcome.Welcome welcome) {
    end(ctx);
    int age = (int) Sessions.LONGEST.toSeconds();
    ctx.cookie(cookie(sessions.begin(welcome), age, peer.isSecure()));
    var user = welcome.user();
    Answer.json(
        ctx, new Answers.Who(user.name(), user.role().text(), edition.demo(), edition.version()));
  }

  private static Cookie cookie(String value, int age, boolean secure) {
    return new Cookie(Guard.COOKIE, value, "/", age, secure, true, null, SameSite.STRICT);
  }

  void who(Context ctx) {
    var caller =
        guard
            .caller(ctx)
            .orElseThrow(
                () -> new Problem(401, "You are not signed in", "there is no session", "Sign in"));
    Answer.json(
        ctx,
        new Answers.Who(caller.name(), caller.role().text(), edition.demo(), edition.version()));
  }

  void end(Context ctx) {
    var secret = ctx.cookie(Guard.COOKIE);
    if (secret != null) {
      sessions.end(secret);
    }
  }

  void signOut(Context ctx) {
    end(ctx);
    ctx.cookie(cookie("", 0, Peer.of(ctx, config).isSecure()));
    ctx.status(204);
  }
}
