package dev.bartizan.web;

import dev.bartizan.web.live.Frame;
import dev.bartizan.web.live.Hub;
import dev.bartizan.web.live.Reader;
import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.websocket.api.Callback;
import org.jspecify.annotations.Nullable;

/** The live stream over WebSocket: one virtual thread per client, which waits for its client. */
final class LiveSocket {
  private static final String OPENING = "opening";
  private static final Duration SLOWEST = Duration.ofSeconds(30);
  private static final long LONGEST_MESSAGE = 16_384;

  private final LiveApi api;
  private final Hub hub;
  private final InstantSource clock;
  private final Map<String, Talk> talks = new ConcurrentHashMap<>();

  LiveSocket(LiveApi api, Hub hub, InstantSource clock) {
    this.api = api;
    this.hub = hub;
    this.clock = clock;
  }

  /** While it is still plain HTTP, and can be refused with a reason. */
  void beforeUpgrade(Context ctx) {
    ctx.attribute(OPENING, api.opening(ctx));
  }

  void configure(WsConfig socket) {
    socket.onConnect(this::begin);
    socket.onMessage(message -> {
      var talk = talks.get(message.sessionId());
      if (talk != null) {
        talk.hear(message.message());
      }
    });
    socket.onClose(this::end);
    socket.onError(this::end);
  }

  private void begin(WsConnectContext ctx) {
    LiveApi.Opening opening = ctx.attribute(OPENING);
    if (opening == null) {
      ctx.closeSession(1011, "not prepared");
      return;
    }
    hub.open(opening.query(), opening.after())
        .ifPresentOrElse(
            reader -> talk(ctx, reader, opening.allowed()),
            () -> ctx.closeSession(1013, "too many live readers; try again later"));
  }

  private void talk(WsConnectContext ctx, Reader reader, BooleanSupplier allowed) {
    ctx.session.setMaxTextMessageSize(LONGEST_MESSAGE);
    ctx.session.setIdleTimeout(Duration.ofSeconds(60));
    ctx.enableAutomaticPings(20, TimeUnit.SECONDS);
    var talk = new Talk(ctx, reader, allowed);
    talks.put(ctx.sessionId(), talk);
    Thread.ofVirtual().name("live-client").start(talk);
  }

  private void end(WsContext ctx) {
    var talk = talks.remove(ctx.sessionId());
    if (talk != null) {
      talk.reader.end();
    }
  }

  /** One client. */
  private final class Talk implements Runnable {
    private static final long QUIET = 1_000;
    private static final long WINDOW = 4_000;

    private final WsConnectContext ctx;
    private final Reader reader;
    private final BooleanSupplier allowed;
    private final Deque<Long> times = new ArrayDeque<>();
    private final Deque<Long> totals = new ArrayDeque<>();
    private volatile @Nullable String reply;
    private double rateSaid = -1;

    Talk(WsConnectContext ctx, Reader reader, BooleanSupplier allowed) {
      this.ctx = ctx;
      this.reader = reader;
      this.allowed = allowed;
    }

    void hear(String message) {
      try {
        var query = Bodies.read(message, Bodies.Change.class).query();
        reader.filter(Asked.query(query));
        reply = Json.of(Map.of("query", query));
      } catch (Problem e) {
        reply =
            Json.of(
                new Answers.Refusal(
                    String.valueOf(e.getMessage()), e.why(), e.fix(), "", e.column()));
      }
    }

    @Override
    public void run() {
      try (reader) {
        talk();
        ctx.session.close(1001, "the stream ends", Callback.NOOP);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException _) {
        ctx.session.disconnect();
      } finally {
        talks.remove(ctx.sessionId());
        ctx.disableAutomaticPings();
      }
    }

    private void talk() throws InterruptedException, ExecutionException, TimeoutException {
      for (var frame = reader.next(QUIET); frame != null; frame = reader.next(QUIET)) {
        if (!allowed.getAsBoolean()) {
          return;
        }
        reply();
        say(frame);
        if (!reader.isCatchingUp()) {
          Thread.sleep(LiveApi.PACE);
        }
      }
    }

    private void reply() throws InterruptedException, ExecutionException, TimeoutException {
      var text = reply;
      if (text != null) {
        reply = null;
        send(text);
      }
    }

    private void say(Frame frame)
        throws InterruptedException, ExecutionException, TimeoutException {
      double rate = rate(frame.matched());
      if (!frame.events().isEmpty() || rate != rateSaid) {
        rateSaid = rate;
        send(
            Json.of(
                new Answers.Frame(
                    Answers.Event.all(frame.events()), frame.shed(), frame.last(), rate)));
      }
    }

    private double rate(long matched) {
      long now = clock.millis();
      times.addLast(now);
      totals.addLast(matched);
      while (times.size() > 2 && times.getFirst() < now - WINDOW) {
        times.removeFirst();
        totals.removeFirst();
      }
      long passed = now - times.getFirst();
      return passed <= 0 ? 0 : Math.round((matched - totals.getFirst()) * 10_000.0 / passed) / 10.0;
    }

    private void send(String text)
        throws InterruptedException, ExecutionException, TimeoutException {
      var sent = new Callback.Completable();
      ctx.session.sendText(text, sent);
      sent.get(SLOWEST.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
