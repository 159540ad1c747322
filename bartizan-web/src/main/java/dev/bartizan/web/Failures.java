package dev.bartizan.web;

import dev.bartizan.core.store.StoreException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what went wrong into an answer; only what is our own fault goes to the log. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private final SecureRandom random;

  Failures(SecureRandom random) {
    this.random = random;
  }

  void register(RoutesConfig routes) {
    routes.exception(Problem.class, (e, ctx) -> refuse(ctx, e));
    routes.exception(HttpResponseException.class, (e, ctx) -> refuse(ctx, plain(e)));
    routes.exception(EofException.class, (e, ctx) -> cut(ctx));
    routes.exception(StoreException.class, this::storeFailed);
    routes.exception(Exception.class, this::failed);
    routes.error(404, ctx -> refuseEmpty(ctx, 404, "There is no such page"));
    routes.error(405, ctx -> refuseEmpty(ctx, 405, "This cannot be done here"));
  }

  private void refuse(Context ctx, Problem problem) {
    if (ctx.res().isCommitted()) {
      cut(ctx);
      return;
    }
    answer(ctx, problem, id());
  }

  private static void answer(Context ctx, Problem problem, String id) {
    ctx.status(problem.status());
    if (problem.retryAfter() > 0) {
      ctx.header("Retry-After", Long.toString(problem.retryAfter()));
    }
    if (problem.status() == 401) {
      ctx.header("WWW-Authenticate", "Bearer realm=\"bartizan\"");
    }
    Answer.json(
        ctx,
        new Answers.Refusal(
            String.valueOf(problem.getMessage()),
            problem.why(),
            problem.fix(),
            id,
            problem.column()));
  }

  private static Problem plain(HttpResponseException e) {
    return new Problem(
        e.getStatus(), "The request is refused", String.valueOf(e.getMessage()), "See docs/api.md");
  }

  private void refuseEmpty(Context ctx, int status, String error) {
    if (!ctx.res().isCommitted()
        && !"application/json; charset=utf-8".equals(ctx.res().getContentType())) {
      refuse(
          ctx,
          new Problem(status, error, "the address or method is unknown", "See /api/openapi.json"));
    }
  }

  private void storeFailed(StoreException e, Context ctx) {
    var id = id();
    LOG.warn("request {} failed: {}", id, e.getMessage());
    end(
        ctx,
        new Problem(
            503,
            "The store does not answer",
            String.valueOf(e.getMessage()),
            "See bartizan status"),
        id);
  }

  private void failed(Exception e, Context ctx) {
    var id = id();
    LOG.error("request {} failed", id, e);
    end(
        ctx,
        new Problem(
            500,
            "Something is wrong in Bartizan itself",
            "the log has it under this id",
            "Report it"),
        id);
  }

  private static void end(Context ctx, Problem problem, String id) {
    if (ctx.res().isCommitted()) {
      cut(ctx);
    } else {
      answer(ctx, problem, id);
    }
  }

  /** Ends the connection, so that nobody takes half an answer for a whole one. */
  private static void cut(Context ctx) {
    ServletContextRequest.getServletContextRequest(ctx.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }

  private String id() {
    var bytes = new byte[6];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
