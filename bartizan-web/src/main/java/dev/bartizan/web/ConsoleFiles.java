package dev.bartizan.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The built console, from the class path. Names are plain; nothing outside its folder is served.
 */
final class ConsoleFiles {
  private static final Pattern NAME =
      Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json; charset=utf-8"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"));

  private ConsoleFiles() {}

  static void index(Context ctx) throws IOException {
    var page = read("index.html");
    if (page == null) {
      ctx.contentType("text/plain; charset=utf-8")
          .result("The console is not in this build; the API is under /api.\n");
      return;
    }
    send(ctx, "index.html", page);
    ctx.header("Cache-Control", "no-cache");
  }

  static void file(Context ctx) throws IOException {
    var name = ctx.pathParam("file");
    var bytes = isFile(name) ? read(name) : null;
    if (bytes == null) {
      throw new Problem(404, "There is no such page", "nothing has this address", "Begin at /");
    }
    send(ctx, name, bytes);
    ctx.header(
        "Cache-Control",
        name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache");
  }

  private static boolean isFile(String name) {
    return NAME.matcher(name).matches() && TYPES.containsKey(ending(name));
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static void send(Context ctx, String name, byte[] bytes) {
    ctx.contentType(TYPES.getOrDefault(ending(name), "application/octet-stream")).result(bytes);
  }

  private static byte @Nullable [] read(String name) throws IOException {
    try (var in = ConsoleFiles.class.getResourceAsStream("/console/" + name)) {
      return in == null ? null : in.readAllBytes();
    }
  }
}
