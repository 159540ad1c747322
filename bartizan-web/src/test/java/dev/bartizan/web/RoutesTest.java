package dev.bartizan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.testkit.Events;
import dev.bartizan.testkit.Samples;
import dev.bartizan.web.access.Role;
import dev.bartizan.web.access.Scope;
import io.javalin.router.ParsedEndpoint;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Walks what the router itself knows; a route that slips in otherwise is found here. */
class RoutesTest {
  private Served served;

  /** A route of the router, with something for each of its parameters. */
  private record Call(String method, String path) {}

  @BeforeEach
  void start() throws IOException {
    served = new Served();
    served.store(Events.blocked(Samples.SCANNER, 22, Samples.NOON_MICROS - 1));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void the_router_knows_the_routes_of_the_table_and_no_others() {
    assertThat(routed())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Route.values()).flatMap(RoutesTest::expected).toList());
  }

  private static Stream<Call> expected(Route route) {
    var itself = new Call(route.method(), route.path());
    return route.method().equals("GET")
        ? Stream.of(itself, new Call("HEAD", route.path()))
        : Stream.of(itself);
  }

  @Test
  void nobody_gets_in_without_a_name_but_where_nothing_is_needed() throws Exception {
    for (var route : Route.values()) {
      int status = status(route, request(route));
      if (route.need().role() == null) {
        assertThat(status).as(route.name()).isNotEqualTo(403);
      } else {
        assertThat(status).as(route.name()).isEqualTo(401);
      }
    }
  }

  @Test
  void only_the_known_routes_need_nothing() {
    assertThat(Arrays.stream(Route.values()).filter(r -> r.need().role() == null))
        .containsExactly(
            Route.HEALTH,
            Route.SIGN_IN,
            Route.SESSION,
            Route.SIGN_OUT,
            Route.CONSOLE,
            Route.CONSOLE_FILE);
  }

  @Test
  void a_wrong_token_opens_nothing() throws Exception {
    for (var route : guarded()) {
      var request = request(route).header("Authorization", "Bearer " + "A".repeat(43));
      assertThat(status(route, request)).as(route.name()).isEqualTo(401);
    }
  }

  @Test
  void each_role_gets_where_it_may_and_no_further() throws Exception {
    for (var role : Role.values()) {
      for (var route : guarded()) {
        var least = route.need().role();
        var request = request(route).header("Authorization", "Bearer " + served.token(role));
        int status = status(route, request);
        if (least != null && role.may(least)) {
          assertThat(status).as(role + " " + route).isNotIn(401, 403);
        } else {
          assertThat(status).as(role + " " + route).isEqualTo(403);
        }
      }
    }
  }

  @Test
  void a_token_opens_nothing_outside_its_scopes() throws Exception {
    var secret = served.users.issue("metrics-only", Role.ADMIN, Set.of(Scope.METRICS));
    for (var route : guarded()) {
      int status = status(route, request(route).header("Authorization", "Bearer " + secret));
      if (route.need().scope() == Scope.METRICS) {
        assertThat(status).as(route.name()).isEqualTo(200);
      } else {
        assertThat(status).as(route.name()).isEqualTo(403);
      }
    }
  }

  @Test
  void a_page_of_another_origin_changes_and_listens_to_nothing() throws Exception {
    for (var header :
        List.of(
            List.of("Origin", "http://evil.example"),
            List.of("Origin", "null"),
            List.of("Sec-Fetch-Site", "cross-site"),
            List.of("Sec-Fetch-Site", "same-site"))) {
      for (var route : Route.values()) {
        if (route.isChange() || route.isSocket()) {
          var request =
              request(route)
                  .header("Cookie", served.cookie())
                  .header(header.getFirst(), header.getLast());
          assertThat(status(route, request)).as(header + " " + route).isEqualTo(403);
        }
      }
    }
  }

  @Test
  void a_cookie_alone_changes_nothing_when_the_page_is_not_told() throws Exception {
    for (var route : Route.values()) {
      if (route.isChange()) {
        var request = request(route).header("Cookie", served.cookie());
        assertThat(status(route, request)).as(route.name()).isEqualTo(403);
      }
    }
  }

  @Test
  void our_own_page_may_change_and_listen() throws Exception {
    var origin = served.uri("/").toString().replaceAll("/$", "");
    for (var route : guarded()) {
      var request = request(route).header("Cookie", served.cookie()).header("Origin", origin);
      assertThat(status(route, request)).as(route.name()).isNotIn(401, 403);
    }
  }

  @Test
  void unknown_parameters_are_refused_with_a_hint() throws Exception {
    var answer = served.send(served.as(Role.VIEWER, "/api/events?form=csv"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("no parameter is called 'form'", "format");
  }

  @Test
  void head_and_other_methods_tell_nothing() throws Exception {
    for (var method : List.of("HEAD", "PUT", "PATCH", "OPTIONS", "TRACE")) {
      for (var route : guarded()) {
        var request =
            served
                .request(concrete(route.path()))
                .method(method, HttpRequest.BodyPublishers.noBody());
        assertThat(served.send(request).statusCode()).as(method + " " + route).isBetween(400, 499);
      }
    }
  }

  private Stream<Call> calls(ParsedEndpoint parsed) {
    return Stream.of(new Call(parsed.endpoint.method.name(), parsed.endpoint.path));
  }

  private List<Call> routed() {
    var router = served.server.router();
    return Stream.concat(
            router.allHttpHandlers().stream()
                .filter(e -> e.endpoint.method.isHttpMethod())
                .flatMap(this::calls),
            router.allWsHandlers().stream().map(e -> new Call("WS", e.getPath())))
        .toList();
  }

  private static List<Route> guarded() {
    return Arrays.stream(Route.values()).filter(r -> r.need().role() != null).toList();
  }

  private static String concrete(String path) {
    return path.replace("<ip>", "203.0.113.7")
        .replace("{id}", "1")
        .replace("<file>", "assets/none.js")
        .replaceAll("[{].*[}]", "nobody");
  }

  private HttpRequest.Builder request(Route route) {
    var path = concrete(route.path()) + (route == Route.EVENT_TOP ? "?field=src.ip" : "");
    var request = served.request(path);
    return switch (route.method()) {
      case "POST" -> request.POST(HttpRequest.BodyPublishers.ofString("{}"));
      case "DELETE" -> request.DELETE();
      default -> request;
    };
  }

  /** The status of the answer; for a WebSocket that of its upgrade, without upgrading. */
  private int status(Route route, HttpRequest.Builder request) throws Exception {
    return route.isSocket() || route == Route.LIVE
        ? Handshake.status(served, route.isSocket(), request.build())
        : served.send(request).statusCode();
  }
}
