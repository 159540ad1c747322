package dev.bartizan.web;

import static dev.bartizan.web.Need.MANAGE;
import static dev.bartizan.web.Need.NOTHING;
import static dev.bartizan.web.Need.SCRAPE;
import static dev.bartizan.web.Need.VIEW;
import static dev.bartizan.web.Param.AFTER;
import static dev.bartizan.web.Param.BUCKETS;
import static dev.bartizan.web.Param.BY;
import static dev.bartizan.web.Param.COLUMNS;
import static dev.bartizan.web.Param.CURSOR;
import static dev.bartizan.web.Param.FIELD;
import static dev.bartizan.web.Param.FORMAT;
import static dev.bartizan.web.Param.FROM;
import static dev.bartizan.web.Param.HOURS;
import static dev.bartizan.web.Param.LIMIT;
import static dev.bartizan.web.Param.ORDER;
import static dev.bartizan.web.Param.QUERY;
import static dev.bartizan.web.Param.TO;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every route of the server, what it needs, and what it takes: the one table behind the router, the
 * guard, the metrics, OpenAPI and the tests. A route that is not here does not exist.
 */
@SuppressWarnings("ImmutableEnumChecker")
enum Route {
  HEALTH("GET /healthz", NOTHING, "Whether it works; says no more", Answers.Health.class),
  METRICS("GET /metrics", SCRAPE, "Metrics in Prometheus' text form", String.class),
  OPENAPI("GET /api/openapi.json", VIEW, "This description", Object.class),

  SIGN_IN("POST /api/session", NOTHING, "Sign in", Answers.Who.class, Bodies.Door.class),
  SESSION("GET /api/session", NOTHING, "Who is signed in, or 401", Answers.Who.class),
  SIGN_OUT("DELETE /api/session", NOTHING, "Sign out", Void.class),

  USERS("GET /api/users", MANAGE, "All users", Answers.Users.class),
  USER_PUT(
      "POST /api/users",
      MANAGE,
      "Add a user, or give one a new role and password",
      Answers.User.class,
      Bodies.User.class),
  USER_REMOVE("DELETE /api/users/{user}", MANAGE, "Remove a user", Void.class),
  TOKENS("GET /api/tokens", MANAGE, "All tokens, without their secrets", Answers.Tokens.class),
  TOKEN_ISSUE(
      "POST /api/tokens",
      MANAGE,
      "Issue a token; the answer is the only place where it is shown",
      Answers.NewToken.class,
      Bodies.Token.class),
  TOKEN_REVOKE("DELETE /api/tokens/{name}", MANAGE, "Revoke a token", Void.class),

  OVERVIEW(
      "GET /api/overview",
      VIEW,
      "The last hours, or a range, at a glance",
      Answers.Overview.class,
      HOURS,
      FROM,
      TO),
  EVENTS(
      "GET /api/events",
      VIEW,
      "Events; json is a page, the other formats stream the whole selection",
      Answers.Events.class,
      QUERY,
      FROM,
      TO,
      CURSOR,
      LIMIT,
      ORDER,
      FORMAT,
      COLUMNS),
  EVENT_COUNT(
      "GET /api/events/count", VIEW, "How many events", Answers.Total.class, QUERY, FROM, TO),
  EVENT_HISTOGRAM(
      "GET /api/events/histogram",
      VIEW,
      "Counts by time; the last 24 hours when from is absent",
      Answers.Histogram.class,
      QUERY,
      FROM,
      TO,
      BUCKETS,
      BY),
  EVENT_TOP(
      "GET /api/events/top",
      VIEW,
      "The most frequent values of a field",
      Answers.Top.class,
      QUERY,
      FROM,
      TO,
      FIELD,
      LIMIT),
  EVENT(
      "GET /api/events/{id}",
      VIEW,
      "One event, with its raw record if kept",
      Answers.OneEvent.class),
  ADDRESSES(
      "GET /api/ips",
      VIEW,
      "Addresses that sent events",
      Answers.Addresses.class,
      ORDER,
      LIMIT,
      FROM,
      TO),
  RECENT_ADDRESSES(
      "GET /api/recent-ips",
      VIEW,
      "Addresses seen in the last hours",
      Answers.Addresses.class,
      HOURS,
      ORDER,
      LIMIT),
  ADDRESS(
      "GET /api/ips/<ip>",
      VIEW,
      "One address or network, over all time and in a range",
      Answers.AddressPage.class,
      FROM,
      TO),
  SOURCES("GET /api/sources", VIEW, "Sources and their books", Answers.Sources.class),
  FIELDS("GET /api/fields", VIEW, "The fields of events, for completion", Answers.Fields.class),
  LIVE(
      "GET /api/live",
      VIEW,
      "Events as they are committed: SSE if accepted, else NDJSON",
      Answers.Event.class,
      QUERY,
      AFTER),
  LIVE_SOCKET(
      "WS /api/live",
      VIEW,
      "The same as WebSocket, in frames; send {\"query\":\"...\"} to change the filter",
      Answers.Frame.class,
      QUERY,
      AFTER),
  STATUS("GET /api/status", VIEW, "How the parts are", Answers.Status.class),

  CONSOLE("GET /", NOTHING, "The console", Void.class),
  CONSOLE_FILE("GET /<file>", NOTHING, "The console's scripts, styles and fonts", Void.class);

  private final String method;
  private final String path;
  private final Need need;
  private final String summary;
  private final Class<?> answer;
  private final @Nullable Class<?> body;
  private final List<Param> params;

  Route(String call, Need need, String summary, Class<?> answer, Param... params) {
    this(call, need, summary, answer, null, params);
  }

  Route(
      String call,
      Need need,
      String summary,
      Class<?> answer,
      @Nullable Class<?> body,
      Param... params) {
    int space = call.indexOf(' ');
    this.method = call.substring(0, space);
    this.path = call.substring(space + 1);
    this.need = need;
    this.summary = summary;
    this.answer = answer;
    this.body = body;
    this.params = List.of(params);
  }

  /** The HTTP method, or WS for a WebSocket. */
  String method() {
    return method;
  }

  boolean isSocket() {
    return method.equals("WS");
  }

  boolean isChange() {
    return method.equals("POST") || method.equals("DELETE");
  }

  /** As the router wants it: {@code {name}} is one segment, {@code <name>} any number. */
  String path() {
    return path;
  }

  Need need() {
    return need;
  }

  String summary() {
    return summary;
  }

  /** What it answers: a record of {@link Answers}; Void for nothing to be described. */
  Class<?> answer() {
    return answer;
  }

  /** What it takes: a record of {@link Bodies}, or null. */
  @Nullable Class<?> body() {
    return body;
  }

  List<Param> params() {
    return params;
  }
}
