package dev.bartizan.web;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

/** Speaks HTTP by hand: HttpClient does not let a test set an upgrade's or an origin's headers. */
final class Handshake {
  private Handshake() {}

  static int status(Served served, boolean upgrade, HttpRequest request) throws IOException {
    var uri = request.uri();
    try (var socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(10_000);
      var out = new StringBuilder();
      out.append("GET ").append(uri.getRawPath());
      out.append(uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
      out.append(" HTTP/1.1\r\nHost: ").append(uri.getAuthority()).append("\r\n");
      request
          .headers()
          .map()
          .forEach((k, all) -> all.forEach(v -> out.append(k + ": " + v + "\r\n")));
      if (upgrade) {
        out.append("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n");
        out.append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
      }
      out.append("\r\n");
      socket.getOutputStream().write(out.toString().getBytes(StandardCharsets.US_ASCII));
      var line = new byte[12];
      int read = socket.getInputStream().readNBytes(line, 0, line.length);
      var text = new String(line, 0, read, StandardCharsets.US_ASCII);
      return Integer.parseInt(text.substring(9, 12));
    }
  }
}
