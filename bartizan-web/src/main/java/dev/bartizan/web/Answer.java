package dev.bartizan.web;

import io.javalin.http.Context;

/** Puts answers into responses. */
final class Answer {
  private Answer() {}

  static void json(Context ctx, Object value) {
    ctx.contentType("application/json; charset=utf-8").result(Json.of(value));
  }
}
