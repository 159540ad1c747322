package dev.bartizan.web;

import dev.bartizan.core.config.Meaning;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.Prefix;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The console's listener. Off loopback it needs TLS, or trusted proxies that bring it. */
public record ConsoleConfig(
    @Meaning(value = "Address to listen on", preset = "127.0.0.1") Address address,
    @Meaning(value = "TCP port to listen on; 0 takes a free one", preset = "9080") int port,
    @Meaning("TLS certificate and key; needed off loopback unless trusted_proxies are named")
        @Nullable Tls tls,
    @Meaning(
            "Networks of the proxies whose X-Forwarded headers are believed; off loopback without TLS nobody else may connect")
        List<Prefix> trustedProxies) {
  /** The presets: loopback, no TLS, no proxies. */
  public static ConsoleConfig loopback(int port) {
    return new ConsoleConfig(Address.v4(0x7f000001), port, null, List.of());
  }

  /** Refuses a port outside its range, and a listener that would speak in clear to a network. */
  public ConsoleConfig {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
    }
    if (!isLoopback(address) && tls == null && trustedProxies.isEmpty()) {
      throw new IllegalArgumentException(
          "address "
              + address
              + " is not loopback, and passwords would cross the network in clear: give tls.certificate"
              + " and tls.key, or name the trusted_proxies that bring TLS, or listen on 127.0.0.1");
    }
  }

  /** Whether only this machine can connect. */
  boolean isLoopback() {
    return isLoopback(address);
  }

  static boolean isLoopback(Address address) {
    return Prefix.of("127.0.0.0/8").contains(address) || address.equals(Address.of("::1"));
  }

  /** A certificate and its key, both PEM; read when the listener starts. */
  public record Tls(
      @Meaning("PEM file with the certificate, followed by its chain") Path certificate,
      @Meaning("PEM file with the private key (PKCS#8)") Path key) {}
}
