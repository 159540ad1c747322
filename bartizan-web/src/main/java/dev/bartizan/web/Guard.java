package dev.bartizan.web;

import dev.bartizan.core.config.Suggestion;
import dev.bartizan.web.access.Scope;
import dev.bartizan.web.access.Sessions;
import dev.bartizan.web.access.Users;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets a request in, or throws a {@link Problem}. Asks nothing but the {@link Route} table. */
final class Guard {
  static final String COOKIE = "bartizan_session";

  private final ConsoleConfig config;
  private final Users users;
  private final Sessions sessions;

  Guard(ConsoleConfig config, Users users, Sessions sessions) {
    this.config = config;
    this.users = users;
    this.sessions = sessions;
  }

  void admit(Context ctx, Route route) {
    var caller = caller(ctx);
    if (route.need().role() != null && caller.isEmpty()) {
      throw new Problem(
          401,
          "You are not signed in",
          "there is no session and no valid token",
          "Sign in, or send Authorization: Bearer with a token");
    }
    if (route.isChange() || route.isSocket()) {
      refuseForeignPages(ctx, Peer.of(ctx, config), caller, route);
    }
    caller.ifPresent(c -> refuseLess(c, route));
    refuseUnknownParams(ctx, route);
  }

  /** Refuses connections that come in clear from anywhere but a trusted proxy. */
  void refuseStrangers(Context ctx) {
    var direct = Peer.of(ctx, config).direct();
    boolean clear = config.tls() == null && !config.isLoopback();
    if (clear
        && !ConsoleConfig.isLoopback(direct)
        && config.trustedProxies().stream().noneMatch(p -> p.contains(direct))) {
      throw new Problem(
          403,
          "Only trusted proxies may connect",
          "this listener has no TLS",
          "Connect through the proxy, or give console.tls a certificate");
    }
  }

  Optional<Caller> caller(Context ctx) {
    return watch(ctx).get();
  }

  /** Who calls, asked anew each time: also after the request, for as long as its stream lasts. */
  Supplier<Optional<Caller>> watch(Context ctx) {
    var authorization = ctx.header("Authorization");
    var cookie = ctx.cookie(COOKIE);
    return () -> authorization == null ? byCookie(cookie) : byToken(authorization);
  }

  private Optional<Caller> byToken(String authorization) {
    return bearer(authorization)
        .flatMap(users::token)
        .map(t -> new Caller(t.name(), t.role(), t.scopes(), false));
  }

  private Optional<Caller> byCookie(@Nullable String cookie) {
    return Optional.ofNullable(cookie)
        .flatMap(sessions::user)
        .map(u -> new Caller(u.name(), u.role(), Set.of(Scope.values()), true));
  }

  private static Optional<String> bearer(String authorization) {
    return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
        ? Optional.of(authorization.substring(7).strip())
        : Optional.empty();
  }

  private static void refuseLess(Caller caller, Route route) {
    var need = route.need();
    var least = need.role();
    if (least != null && !caller.role().may(least)) {
      throw new Problem(
          403,
          "You may not do this",
          "it needs the role " + least.text() + "; you are " + caller.role().text(),
          "Ask an admin");
    }
    if (least != null && !caller.scopes().contains(need.scope())) {
      throw new Problem(
          403,
          "This token is not for this",
          "it lacks the scope " + need.scope().text(),
          "Issue a token with that scope");
    }
  }

  /**
   * A page of another origin can make a browser send requests, with cookies when we were careless.
   * Browsers name the page's origin; what names none and brings no cookie is no browser.
   */
  private static void refuseForeignPages(
      Context ctx, Peer peer, Optional<Caller> caller, Route route) {
    var origin = ctx.header("Origin");
    var site = ctx.header("Sec-Fetch-Site");
    boolean foreign =
        (origin != null && !peer.isOrigin(origin))
            || (site != null && !site.equals("same-origin") && !site.equals("none"));
    boolean silent = origin == null && site == null;
    boolean byToken = caller.isPresent() && !caller.get().byCookie();
    boolean mustTell = ctx.cookie(COOKIE) != null || route.isSocket();
    if (!byToken && (foreign || (silent && mustTell))) {
      throw new Problem(
          403,
          "The request comes from another page",
          silent ? "it does not say from which" : "its origin is not this console",
          "Use the console itself, or a token");
    }
  }

  private static void refuseUnknownParams(Context ctx, Route route) {
    var known = route.params().stream().map(Param::text).toList();
    for (var name : ctx.queryParamMap().keySet()) {
      if (!known.contains(name)) {
        throw Problem.bad(
            "no parameter is called '" + name + "'" + Suggestion.among(name, known),
            known.isEmpty() ? "Leave it out" : "Known are " + String.join(", ", known));
      }
    }
  }
}
