package dev.bartizan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bartizan.core.net.Address;
import dev.bartizan.store.InMemoryEventStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  @TempDir Path dir;

  /** Made by the JDK's own tool for 127.0.0.1. */
  private KeyStore generated(String algorithm) throws Exception {
    var file = dir.resolve(algorithm + ".p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    var made =
        new ProcessBuilder(
                List.of(
                    keytool.toString(),
                    "-genkeypair",
                    "-alias",
                    "a",
                    "-keyalg",
                    algorithm,
                    "-dname",
                    "CN=bartizan",
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    "changeit",
                    "-keystore",
                    file.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(made.waitFor()).isZero();
    var store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private Path pem(String name, String kind, byte[] bytes) throws IOException {
    var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        dir.resolve(name),
        "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
  }

  private ConsoleConfig.Tls files(KeyStore store) throws Exception {
    return new ConsoleConfig.Tls(
        pem("cert.pem", "CERTIFICATE", store.getCertificate("a").getEncoded()),
        pem("key.pem", "PRIVATE KEY", store.getKey("a", PASSWORD).getEncoded()));
  }

  @Test
  void certificates_of_all_usual_kinds_serve() throws Exception {
    for (var algorithm : List.of("RSA", "EC", "Ed25519")) {
      var store = generated(algorithm);
      var config = new ConsoleConfig(Address.of("127.0.0.1"), 0, files(store), List.of());
      try (var served = new Served(new InMemoryEventStore(10), config);
          var client = HttpClient.newBuilder().sslContext(trusting(store)).build()) {
        var request = HttpRequest.newBuilder(served.uri("/healthz")).build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(served.uri("/").getScheme()).isEqualTo("https");
        assertThat(answer.body()).as(algorithm).isEqualTo("{\"status\":\"up\"}");
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
      }
    }
  }

  private static SSLContext trusting(KeyStore store) throws Exception {
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry("a", store.getCertificate("a"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void a_key_in_another_form_is_named_with_what_to_do() throws Exception {
    var good = files(generated("EC"));
    var old = pem("old.pem", "RSA PRIVATE KEY", new byte[8]);
    assertThatThrownBy(() -> Pem.tls(new ConsoleConfig.Tls(good.certificate(), old)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("openssl pkcs8");
    assertThatThrownBy(() -> Pem.tls(new ConsoleConfig.Tls(dir.resolve("none"), good.key())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none");
  }
}
