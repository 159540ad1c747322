package dev.bartizan.web;

import io.javalin.http.Context;
import java.util.Map;

/** Headers that tell browsers to refuse what we never do. */
final class Shield {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " font-src 'self'; connect-src 'self'; manifest-src 'self';"
              + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
          "Cache-Control",
          "no-store");

  private Shield() {}

  static void put(Context ctx, boolean secure) {
    HEADERS.forEach(ctx::header);
    if (secure) {
      ctx.header("Strict-Transport-Security", "max-age=31536000");
    }
  }
}
