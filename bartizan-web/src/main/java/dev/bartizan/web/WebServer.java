package dev.bartizan.web;

import dev.bartizan.core.component.Component;
import dev.bartizan.web.access.Sessions;
import dev.bartizan.web.access.SignIn;
import dev.bartizan.web.access.Users;
import dev.bartizan.web.live.Hub;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.InternalRouter;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console's listener: API, live stream and the built console. {@link #start} binds and returns;
 * requests are served on virtual threads until {@link #close}, which ends live streams and does not
 * close what it was given.
 */
public final class WebServer implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final long LARGEST_BODY = 65_536;
  private static final String ROUTE = "route";

  private final ConsoleConfig config;
  private final Edition edition;
  private final SignIn signIn;
  private final Guard guard;
  private final Hub hub;
  private final Rates rates;
  private final Metrics metrics;
  private final Failures failures;
  private final SessionApi session;
  private final UsersApi users;
  private final EventsApi events;
  private final AddressApi addresses;
  private final OverviewApi overview;
  private final SourcesApi sources;
  private final StatusApi status;
  private final LiveApi live;
  private final LiveSocket liveSocket;
  private final Thread sampler;
  private @Nullable Javalin server;

  /** A server that is not started; it hears of commits from now on. */
  public WebServer(
      ConsoleConfig config,
      Watched watched,
      Users users,
      Edition edition,
      InstantSource clock,
      SecureRandom random) {
    this.config = config;
    this.edition = edition;
    this.signIn = new SignIn(users, clock, random);
    this.failures = new Failures(random);
    var sessions = new Sessions(users, clock, random);
    this.guard = new Guard(config, users, sessions);
    this.session = new SessionApi(config, edition, guard, signIn, sessions);
    this.users = new UsersApi(users, sessions);
    var store = watched.store();
    this.hub = new Hub(store);
    this.rates = new Rates(store, clock);
    var vitals = new Vitals(watched, clock);
    this.status = new StatusApi(watched, edition, vitals, clock);
    this.sources = new SourcesApi(watched, rates, clock);
    var attention = new Attention(watched, vitals, rates, clock);
    this.overview = new OverviewApi(store, sources, attention, clock);
    this.events = new EventsApi(store, clock);
    this.addresses = new AddressApi(store, clock);
    this.live = new LiveApi(store, hub, guard, clock);
    this.liveSocket = new LiveSocket(live, hub, clock);
    this.metrics = new Metrics(watched, hub, edition);
    this.sampler = Thread.ofVirtual().name("rates").unstarted(this::sample);
    watched.pipeline().subscribe(hub);
  }

  @Override
  public String name() {
    return "console";
  }

  /**
   * Binds and serves; once only.
   *
   * @throws IOException when the address is taken, or certificate or key cannot be read; the
   *     message says what to do
   */
  public synchronized void start() throws IOException {
    var tls = config.tls() == null ? null : Pem.tls(config.tls());
    try {
      server = Javalin.create(c -> configure(c, tls)).start();
    } catch (RuntimeException e) {
      throw Listener.explain(config, e);
    }
    hub.start();
    sampler.start();
  }

  private void configure(JavalinConfig c, SslContextFactory.@Nullable Server tls) {
    c.startup.showJavalinBanner = false;
    c.startup.showOldJavalinVersionWarning = false;
    c.startup.startupWatcherEnabled = false;
    c.concurrency.useVirtualThreads = true;
    c.http.maxRequestSize = LARGEST_BODY;
    c.http.compressionStrategy = CompressionStrategy.NONE;
    c.jetty.addConnector((jetty, http) -> Listener.connector(jetty, http, config, tls));
    c.jetty.modifyServletContextHandler(WebServer::acceptSlashes);
    c.routes.before(this::before);
    for (var route : Route.values()) {
      add(c, route);
    }
    failures.register(c.routes);
    c.requestLogger.http((ctx, _) -> count(ctx));
  }

  /** Asked for its head, data is not worked out; whether a file exists is. */
  private Handler head(Route route) {
    return route.need() == Need.NOTHING ? handler(route) : _ -> {};
  }

  /** An address of a network holds a slash, which arrives as %2F. */
  private static void acceptSlashes(ServletContextHandler handler) {
    handler.getServletHandler().setDecodeAmbiguousURIs(true);
  }

  private void add(JavalinConfig c, Route route) {
    if (route.isSocket()) {
      c.routes.wsBeforeUpgrade(route.path(), guarded(route, liveSocket::beforeUpgrade));
      c.routes.ws(route.path(), liveSocket::configure);
    } else {
      var method = HandlerType.findOrCreate(route.method());
      c.routes.addHttpHandler(method, route.path(), guarded(route, handler(route)));
      if (route.method().equals("GET")) {
        c.routes.head(route.path(), guarded(route, head(route)));
      }
    }
  }

  private Handler guarded(Route route, Handler handler) {
    return ctx -> {
      ctx.attribute(ROUTE, route);
      guard.admit(ctx, route);
      handler.handle(ctx);
    };
  }

  private Handler handler(Route route) {
    return switch (route) {
      case HEALTH -> status::health;
      case METRICS -> metrics::page;
      case OPENAPI -> ctx -> Answer.json(ctx, OpenApi.of(edition));
      case SIGN_IN -> session::begin;
      case SESSION -> session::who;
      case SIGN_OUT -> session::signOut;
      case USERS -> users::users;
      case USER_PUT -> users::put;
      case USER_REMOVE -> users::remove;
      case TOKENS -> users::tokens;
      case TOKEN_ISSUE -> users::issue;
      case TOKEN_REVOKE -> users::revoke;
      case OVERVIEW -> overview::overview;
      case EVENTS -> events::events;
      case EVENT_COUNT -> events::count;
      case EVENT_HISTOGRAM -> events::histogram;
      case EVENT_TOP -> events::top;
      case EVENT -> events::event;
      case ADDRESSES -> addresses::list;
      case RECENT_ADDRESSES -> addresses::recent;
      case ADDRESS -> addresses::page;
      case SOURCES -> sources::sources;
      case FIELDS -> FieldsApi::fields;
      case LIVE -> live::stream;
      case LIVE_SOCKET -> throw new IllegalArgumentException("not plain HTTP: " + route);
      case STATUS -> status::status;
      case CONSOLE -> ConsoleFiles::index;
      case CONSOLE_FILE -> ConsoleFiles::file;
    };
  }

  private void before(Context ctx) {
    Shield.put(ctx, Peer.of(ctx, config).isSecure());
    guard.refuseStrangers(ctx);
  }

  private void count(Context ctx) {
    Route route = ctx.attribute(ROUTE);
    metrics.answered(
        route == null ? "none" : route.method() + " " + route.path(), ctx.statusCode());
  }

  private void sample() {
    try {
      while (true) {
        sampleOnce();
        Thread.sleep(Rates.EVERY);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void sampleOnce() {
    try {
      rates.sample();
    } catch (RuntimeException e) {
      LOG.debug("no sample of the rates", e);
    }
  }

  /** Where it listens, once started; with the port that was taken. */
  public synchronized URI uri() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    var host = config.address().isV4() ? config.address().toString() : "[" + config.address() + "]";
    return URI.create(
        (config.tls() == null ? "http://" : "https://") + host + ":" + server.port() + "/");
  }

  /** A link that signs in once, as admin, within {@link SignIn#LINK_LIFE}; for a terminal only. */
  public URI signInLink() {
    return uri().resolve("#/signin?code=" + signIn.link());
  }

  /** What the server answers to, as its router knows it. */
  synchronized InternalRouter router() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server.unsafe.internalRouter;
  }

  @Override
  public synchronized void close() {
    hub.close();
    sampler.interrupt();
    if (server != null) {
      server.stop();
      server = null;
    }
  }
}
