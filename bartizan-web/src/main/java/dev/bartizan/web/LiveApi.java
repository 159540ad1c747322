package dev.bartizan.web;

import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.core.query.Query;
import dev.bartizan.core.store.EventStore;
import dev.bartizan.web.live.Frame;
import dev.bartizan.web.live.Hub;
import dev.bartizan.web.live.Reader;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** The live stream over plain HTTP, for curl and scripts: server-sent events, or NDJSON. */
final class LiveApi {
  /** Between two frames. */
  static final long PACE = 250;

  private static final long QUIET = 10_000;

  private final EventStore store;
  private final Hub hub;
  private final Guard guard;
  private final InstantSource clock;

  /** How a frame is written. */
  private interface Form {
    void event(StringBuilder out, StoredEvent event);

    void shed(StringBuilder out, long shed);

    String alive();
  }

  LiveApi(EventStore store, Hub hub, Guard guard, InstantSource clock) {
    this.store = store;
    this.hub = hub;
    this.guard = guard;
    this.clock = clock;
  }

  void stream(Context ctx) throws IOException {
    var accept = ctx.header("Accept");
    boolean sse = accept != null && accept.contains("text/event-stream");
    var opening = opening(ctx);
    try (var reader = open(opening)) {
      ctx.contentType(sse ? "text/event-stream" : "application/x-ndjson; charset=utf-8");
      ctx.header("X-Accel-Buffering", "no");
      ctx.res().flushBuffer();
      run(ctx, opening, reader, sse ? new ServerSent() : new Ndjson());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What a client asked for.
   *
   * @param after from the number that it gave, else from now on
   * @param allowed whether it still may
   */
  record Opening(Query query, long after, BooleanSupplier allowed) {}

  Opening opening(Context ctx) {
    var asked = new Asked(ctx, clock);
    var caller = guard.watch(ctx);
    var lastId = ctx.header("Last-Event-ID");
    long now = store.lastId();
    long after =
        asked.whole(Param.AFTER, 0, Long.MAX_VALUE, lastId == null ? now : seen(lastId, now));
    return new Opening(asked.query(), after, () -> caller.get().isPresent());
  }

  private Reader open(Opening opening) {
    return hub.open(opening.query, opening.after)
        .orElseThrow(() ->
            Problem.later(
                503, "Too many live readers", "at most " + Hub.MOST_READERS + " at once", 10));
  }

  private static long seen(String id, long preset) {
    try {
      return Math.max(0, Long.parseLong(id));
    } catch (NumberFormatException _) {
      return preset;
    }
  }

  private static void run(Context ctx, Opening opening, Reader reader, Form form)
      throws IOException, InterruptedException {
    long shed = 0;
    for (var frame = reader.next(QUIET); frame != null; frame = reader.next(QUIET)) {
      if (!opening.allowed.getAsBoolean()) {
        return;
      }
      write(ctx, text(frame, shed, form, reader.isCatchingUp()));
      shed = frame.shed();
      if (!reader.isCatchingUp()) {
        Thread.sleep(PACE);
      }
    }
  }

  private static CharSequence text(Frame frame, long shedBefore, Form form, boolean catchingUp) {
    var out = new StringBuilder();
    if (frame.shed() > shedBefore) {
      form.shed(out, frame.shed());
    }
    for (var event : frame.events()) {
      form.event(out, event);
    }
    return out.isEmpty() && !catchingUp ? form.alive() : out;
  }

  private static void write(Context ctx, CharSequence text) throws IOException {
    ctx.res().getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
    ctx.res().getOutputStream().flush();
  }

  /** Server-sent events: {@code id} is the event's number, so that Last-Event-ID resumes. */
  private static final class ServerSent implements Form {
    @Override
    public void event(StringBuilder out, StoredEvent event) {
      out.append("id: ").append(event.id()).append("\ndata: ");
      EventJson.append(out, event);
      out.append("\n\n");
    }

    @Override
    public void shed(StringBuilder out, long shed) {
      out.append("event: shed\ndata: {\"shed\":").append(shed).append("}\n\n");
    }

    @Override
    public String alive() {
      return ": alive\n\n";
    }
  }

  /** An event a line; an empty line says that the stream lives. */
  private static final class Ndjson implements Form {
    @Override
    public void event(StringBuilder out, StoredEvent event) {
      EventJson.append(out, event);
      out.append('\n');
    }

    @Override
    public void shed(StringBuilder out, long shed) {
      out.append("{\"shed\":").append(shed).append("}\n");
    }

    @Override
    public String alive() {
      return "\n";
    }
  }
}
