package dev.bartizan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.Prefix;
import dev.bartizan.store.InMemoryEventStore;
import dev.bartizan.web.access.Role;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DoorTest {
  private static final String PASSWORD = "correct horse battery";
  private Served served;

  @BeforeEach
  void start() throws IOException {
    served = new Served();
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return served.send(served.request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> change(Role role, String method, String path, String body)
      throws Exception {
    return served.send(
        served.as(role, path).method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow();
  }

  @Test
  void the_first_start_signs_in_by_a_link_that_works_once() throws Exception {
    var link = served.server.signInLink();
    assertThat(link.toString()).startsWith(served.uri("/").toString() + "#/signin?code=");
    var code = link.getFragment().replaceAll(".*=", "");
    var answer = post("/api/session", "{\"link\":\"" + code + "\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(cookie(answer)).contains("HttpOnly", "SameSite=Strict", "Path=/");
    var mine = cookie(answer).replaceAll(";.*", "");
    var who = served.send(served.request("/api/session").header("Cookie", mine));
    assertThat(Json.MAPPER.readTree(who.body()).get("role").asString()).isEqualTo("admin");
    assertThat(post("/api/session", "{\"link\":\"" + code + "\"}").statusCode()).isEqualTo(401);
  }

  @Test
  void signing_out_ends_the_session() throws Exception {
    var mine = served.cookie();
    var origin = served.uri("/").toString().replaceAll("/$", "");
    var out =
        served.send(
            served
                .request("/api/session")
                .header("Cookie", mine)
                .header("Origin", origin)
                .DELETE());
    assertThat(out.statusCode()).isEqualTo(204);
    assertThat(served.send(served.request("/api/events").header("Cookie", mine)).statusCode())
        .isEqualTo(401);
  }

  @Test
  void an_admin_adds_a_user_who_then_signs_in_until_removed() throws Exception {
    var user = "{\"user\":\"ada\",\"password\":\"" + PASSWORD + "\",\"role\":\"viewer\"}";
    assertThat(change(Role.ADMIN, "POST", "/api/users", user).statusCode()).isEqualTo(200);
    var answer = post("/api/session", "{\"user\":\"ada\",\"password\":\"" + PASSWORD + "\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
    var mine = cookie(answer).replaceAll(";.*", "");
    assertThat(served.send(served.request("/api/fields").header("Cookie", mine)).statusCode())
        .isEqualTo(200);
    assertThat(change(Role.ADMIN, "DELETE", "/api/users/ada", "").statusCode()).isEqualTo(204);
    assertThat(served.send(served.request("/api/fields").header("Cookie", mine)).statusCode())
        .isEqualTo(401);
  }

  @Test
  void too_many_tries_are_told_to_wait() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(post("/api/session", "{\"link\":\"guess\"}").statusCode()).isEqualTo(401);
    }
    var answer = post("/api/session", "{\"link\":\"guess\"}");
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void a_token_is_shown_once_and_can_be_revoked() throws Exception {
    var wanted = "{\"name\":\"grafana\",\"role\":\"viewer\",\"scopes\":[\"metrics\"]}";
    var answer = change(Role.ADMIN, "POST", "/api/tokens", wanted);
    var secret = Json.MAPPER.readTree(answer.body()).get("token").asString();
    var list = served.send(served.as(Role.ADMIN, "/api/tokens")).body();
    assertThat(list).contains("grafana").doesNotContain(secret);
    assertThat(metrics(secret)).isEqualTo(200);
    assertThat(change(Role.ADMIN, "POST", "/api/tokens", wanted).statusCode()).isEqualTo(409);
    assertThat(change(Role.ADMIN, "DELETE", "/api/tokens/grafana", "").statusCode()).isEqualTo(204);
    assertThat(metrics(secret)).isEqualTo(401);
  }

  private int metrics(String secret) throws Exception {
    return served
        .send(served.request("/metrics").header("Authorization", "Bearer " + secret))
        .statusCode();
  }

  @Test
  void bodies_are_read_strictly_and_never_quoted() throws Exception {
    for (var body :
        List.of(
            "",
            "null",
            "[]",
            "{",
            "{\"user\":\"ada\"}",
            "{\"user\":\"ada\",\"password\":\"" + PASSWORD + "\",\"role\":\"root\"}",
            "{\"user\":null,\"password\":\"" + PASSWORD + "\",\"role\":\"viewer\"}",
            "{\"user\":\"ada\",\"password\":\"" + PASSWORD + "\",\"role\":\"viewer\",\"x\":1}",
            "{\"user\":\"ada\",\"password\":[\"" + PASSWORD + "\"],\"role\":\"viewer\"}")) {
      var answer = change(Role.ADMIN, "POST", "/api/users", body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(answer.body()).as(body).doesNotContain(PASSWORD);
    }
    var large = "{\"user\":\"" + "a".repeat(70_000) + "\"}";
    assertThat(change(Role.ADMIN, "POST", "/api/users", large).statusCode()).isEqualTo(413);
  }

  @Test
  void every_answer_carries_the_shield() throws Exception {
    for (var path : List.of("/", "/healthz", "/api/events", "/api/none", "/assets/none.js")) {
      var headers = served.send(served.request(path)).headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .startsWith("default-src 'none'")
          .doesNotContain("unsafe");
      assertThat(headers.firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
      assertThat(headers.firstValue("Server")).as(path).isEmpty();
    }
  }

  @Test
  void the_class_path_is_not_served() throws Exception {
    for (var path :
        List.of(
            "/..%2fdev/bartizan/web/Route.class",
            "/assets/..%2f..%2flogback-test.xml",
            "/%2e%2e/logback-test.xml",
            "/assets",
            "/logback-test.xml")) {
      assertThat(served.send(served.request(path)).statusCode()).as(path).isIn(400, 404);
    }
  }

  @Test
  void off_loopback_it_refuses_to_speak_in_clear() {
    assertThatThrownBy(() -> new ConsoleConfig(Address.of("0.0.0.0"), 0, null, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tls.certificate");
    assertThat(new ConsoleConfig(Address.of("::1"), 0, null, List.of()).isLoopback()).isTrue();
  }

  @Test
  void only_a_trusted_proxy_is_believed() throws Exception {
    var proxies = List.of(Prefix.of("127.0.0.0/8"));
    var config = new ConsoleConfig(Address.of("127.0.0.1"), 0, null, proxies);
    try (var behind = new Served(new InMemoryEventStore(10), config)) {
      var answer = signIn(behind, "203.0.113.9, 198.51.100.1");
      assertThat(cookie(answer)).contains("Secure");
      for (int i = 0; i < 5; i++) {
        guess(behind, "198.51.100.1");
      }
      assertThat(guess(behind, "198.51.100.1")).isEqualTo(429);
      assertThat(guess(behind, "203.0.113.9, 198.51.100.1")).isEqualTo(429);
      assertThat(guess(behind, "198.51.100.2")).isEqualTo(401);
    }
    for (int i = 0; i < 5; i++) {
      guess(served, "198.51.100." + i);
    }
    assertThat(guess(served, "198.51.100.99")).isEqualTo(429);
  }

  private static HttpResponse<String> signIn(Served served, String forwarded) throws Exception {
    var code = served.server.signInLink().getFragment().replaceAll(".*=", "");
    return served.send(
        served
            .request("/api/session")
            .header("X-Forwarded-For", forwarded)
            .header("X-Forwarded-Proto", "https")
            .POST(HttpRequest.BodyPublishers.ofString("{\"link\":\"" + code + "\"}")));
  }

  private static int guess(Served served, String forwarded) throws Exception {
    return served
        .send(
            served
                .request("/api/session")
                .header("X-Forwarded-For", forwarded)
                .POST(HttpRequest.BodyPublishers.ofString("{\"link\":\"guess\"}")))
        .statusCode();
  }

  @Test
  void a_taken_port_is_named_with_what_to_do() {
    var config = ConsoleConfig.loopback(served.server.uri().getPort());
    assertThatThrownBy(() -> new Served(new InMemoryEventStore(10), config))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen on 127.0.0.1 port " + config.port())
        .hasMessageContaining("console.port");
  }
}
