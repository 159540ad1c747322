package dev.bartizan.web;

import java.io.IOException;
import java.net.BindException;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** The bounds of a connection: header sizes, idle time, TLS. */
final class Listener {
  private static final int IDLE_MILLIS = 30_000;
  private static final int HEADER_BYTES = 16_384;
  private static final int BACKLOG = 128;

  private Listener() {}

  static ServerConnector connector(
      Server server,
      HttpConfiguration http,
      ConsoleConfig config,
      SslContextFactory.@Nullable Server tls) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setHttpCompliance(HttpCompliance.RFC9110);
    http.setUriCompliance(
        UriCompliance.DEFAULT.with("slashes", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
    var connector = tls == null ? clear(server, http) : encrypted(server, http, tls);
    connector.setHost(config.address().toString());
    connector.setPort(config.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setAcceptQueueSize(BACKLOG);
    return connector;
  }

  private static ServerConnector clear(Server server, HttpConfiguration http) {
    return new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
  }

  private static ServerConnector encrypted(
      Server server, HttpConfiguration http, SslContextFactory.Server tls) {
    http.addCustomizer(new SecureRequestCustomizer(false));
    var plain = new HttpConnectionFactory(http);
    return new ServerConnector(
        server, 1, 1, new SslConnectionFactory(tls, plain.getProtocol()), plain);
  }

  /** Says what a failure to listen means. */
  static IOException explain(ConsoleConfig config, Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException || cause instanceof java.net.SocketException) {
        return new IOException(
            "cannot listen on "
                + config.address()
                + " port "
                + config.port()
                + ": "
                + cause.getMessage()
                + "; stop what uses it, or set console.port",
            e);
      }
    }
    return new IOException("the console did not start: " + e.getMessage(), e);
  }
}
