package dev.bartizan.web;

import dev.bartizan.core.component.Component;
import dev.bartizan.web.access.SignIn;
import dev.bartizan.web.access.Users;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The console's listener: API, live stream and the built console. {@link #start} binds and returns;
 * requests are served on virtual threads until {@link #close}.
 */
public final class WebServer implements Component {
  private final ConsoleConfig config;
  private final SignIn signIn;
  private @Nullable Javalin server;

  /** A server that is not started. */
  public WebServer(
      ConsoleConfig config,
      Watched watched,
      Users users,
      Edition edition,
      InstantSource clock,
      SecureRandom random) {
    this.config = config;
    this.signIn = new SignIn(users, clock, random);
  }

  @Override
  public String name() {
    return "console";
  }

  /**
   * Binds and serves.
   *
   * @throws IOException when the address is taken, or certificate or key cannot be read; the
   *     message says what to do
   */
  public synchronized void start() throws IOException {
    server =
        Javalin.create(
                c -> {
                  c.startup.showJavalinBanner = false;
                  c.concurrency.useVirtualThreads = true;
                })
            .start(config.address().toString(), config.port());
  }

  /** Where it listens, once started; with the port that was taken. */
  public synchronized URI uri() {
    var running = server;
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    var host = config.address().isV4() ? config.address().toString() : "[" + config.address() + "]";
    return URI.create(
        (config.tls() == null ? "http://" : "https://") + host + ":" + running.port() + "/");
  }

  /** A link that signs in once, as admin, within {@link SignIn#LINK_LIFE}; for a terminal only. */
  public URI signInLink() {
    return uri().resolve("#/signin?code=" + signIn.link());
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.stop();
      server = null;
    }
  }
}
