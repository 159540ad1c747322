package dev.bartizan.app.cli;

import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.core.pipeline.LineDecoder;
import dev.bartizan.sources.ndjson.NdjsonDecoder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads by the running daemon's API. */
final class ApiReader implements Reader {
  private static final int MOST = 1_000_000;

  private final Api api;

  ApiReader(Api api) {
    this.api = api;
  }

  /** Reads events as the API writes them; sensor and source stay those of the event. */
  static LineDecoder decoder() {
    return new NdjsonDecoder(new Origin("", ""));
  }

  @Override
  public long events(Ask ask, Taker taker) throws IOException, InterruptedException {
    var parameters = new LinkedHashMap<String, @Nullable Object>();
    parameters.put("query", ask.text());
    parameters.put("from", ask.from() == 0 ? null : EventJson.time(ask.from()));
    parameters.put("to", ask.to() == Long.MAX_VALUE ? null : EventJson.time(ask.to()));
    parameters.put("limit", Math.min(MOST, ask.limit()));
    parameters.put("order", ask.oldestFirst() ? "asc" : "desc");
    parameters.put("format", "ndjson");
    long count = 0;
    try (var in = new BufferedInputStream(api.stream("/api/events" + Api.query(parameters)))) {
      var events = new RemoteEvents(in, decoder());
      for (var next = events.next(); next != null; next = events.next()) {
        taker.take(next, ask.withRaw() ? raw(next) : null);
        count++;
      }
    }
    return count;
  }

  private byte @Nullable [] raw(StoredEvent stored) throws IOException, InterruptedException {
    var event = api.get("/api/events/" + stored.id());
    return event != null
            && event.get("raw") instanceof Map<?, ?> raw
            && raw.get("text") != null
            && raw.get("base64") instanceof String base64
        ? Base64.getDecoder().decode(base64)
        : null;
  }

  @Override
  public Optional<Map<String, Object>> address(String address)
      throws IOException, InterruptedException {
    return Optional.ofNullable(api.get("/api/ips/" + Api.encoded(address)));
  }

  @Override
  public Map<String, Object> status() throws IOException, InterruptedException {
    var out = new LinkedHashMap<String, Object>();
    for (var part : new String[] {"status", "sources"}) {
      var answer = api.get("/api/" + part);
      out.putAll(answer == null ? Map.of() : answer);
    }
    return out;
  }

  @Override
  public void close() {
    api.close();
  }
}
