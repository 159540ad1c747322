package dev.bartizan.web;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** What the API takes. */
final class Bodies {
  private Bodies() {}

  /** Either a link's code, or a user and a password. */
  record Door(@Nullable String user, @Nullable String password, @Nullable String link) {}

  record User(
      @JsonProperty(required = true) String user,
      @JsonProperty(required = true) String password,
      @JsonProperty(required = true) String role) {
    User {
      requireNonNull(user);
      requireNonNull(password);
      requireNonNull(role);
    }
  }

  record Token(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String role,
      @JsonProperty(required = true) List<String> scopes) {
    Token {
      requireNonNull(name);
      requireNonNull(role);
      scopes = List.copyOf(scopes);
    }
  }

  /** What a WebSocket client may say. */
  record Change(@JsonProperty(required = true) String query) {
    Change {
      requireNonNull(query);
    }
  }

  /** Reads a request's body; the message of a refusal quotes none of it, it may hold a secret. */
  static <T> T read(Context ctx, Class<T> type) {
    return read(ctx.body(), type);
  }

  static <T> T read(String json, Class<T> type) {
    T body;
    try {
      body = Json.MAPPER.readValue(json, type);
    } catch (DatabindException e) {
      throw Problem.bad("the body is not as it should be" + place(e), wanted(type));
    } catch (JacksonException _) {
      throw Problem.bad("the body is not JSON", wanted(type));
    }
    if (body == null) {
      throw Problem.bad("the body is null", wanted(type));
    }
    return body;
  }

  private static String place(DatabindException e) {
    return e.getPath().isEmpty() ? "" : " at " + e.getPath().getFirst().getPropertyName();
  }

  private static String wanted(Class<?> type) {
    var keys =
        java.util.Arrays.stream(type.getRecordComponents()).map(c -> '"' + c.getName() + '"');
    return "Send a JSON object with " + String.join(", ", keys.toList());
  }
}
