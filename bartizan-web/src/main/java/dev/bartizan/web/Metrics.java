package dev.bartizan.web;

import dev.bartizan.core.pipeline.Counts;
import dev.bartizan.core.store.SourceState;
import dev.bartizan.web.live.Hub;
import io.javalin.http.Context;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.DoubleSupplier;
import java.util.function.ToLongFunction;

/** The same books as in the console, for Prometheus. */
final class Metrics {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer =
      PrometheusTextFormatWriter.builder().setIncludeCreatedTimestamps(false).build();
  private final Watched watched;
  private final Counter requests;

  Metrics(Watched watched, Hub hub, Edition edition) {
    this.watched = watched;
    this.requests =
        Counter.builder()
            .name("bartizan_http_requests_total")
            .help("HTTP requests by route of the API and status")
            .labelNames("route", "status")
            .register(registry);
    sources();
    store();
    live(hub);
    GaugeWithCallback.builder()
        .name("bartizan_build_info")
        .help("The version that runs")
        .labelNames("version", "demo")
        .callback(c -> c.call(1, edition.version(), Boolean.toString(edition.demo())))
        .register(registry);
    JvmMetrics.register(registry);
  }

  private void sources() {
    CounterWithCallback.builder()
        .name("bartizan_source_received_total")
        .help("Records that came in; equals the sum of bartizan_source_records_total")
        .labelNames("source")
        .callback(c -> each((name, state) -> c.call((double) state.counts().received(), name)))
        .register(registry);
    CounterWithCallback.builder()
        .name("bartizan_source_records_total")
        .help("Records by what became of them")
        .labelNames("source", "outcome")
        .callback(c -> each((name, state) -> outcomes(c, name, state.counts())))
        .register(registry);
    CounterWithCallback.builder()
        .name("bartizan_source_bytes_total")
        .help("Bytes of input, read as records or skipped")
        .labelNames("source", "outcome")
        .callback(c ->
            each((name, state) -> {
              c.call((double) state.counts().bytesRead(), name, "read");
              c.call((double) state.counts().bytesSkipped(), name, "skipped");
            }))
        .register(registry);
    CounterWithCallback.builder()
        .name("bartizan_source_gaps_total")
        .help("Stretches of input known to be missing")
        .labelNames("source")
        .callback(c -> each((name, state) -> c.call((double) state.counts().gaps(), name)))
        .register(registry);
    GaugeWithCallback.builder()
        .name("bartizan_source_last_event_timestamp_seconds")
        .help("Time in the latest event")
        .labelNames("source")
        .callback(
            c -> each((name, state) -> c.call(Math.max(0, state.lastEventTime()) / 1e6, name)))
        .register(registry);
  }

  /** Takes the name and the state of a source. */
  @FunctionalInterface
  private interface Each {
    void source(String name, SourceState state);
  }

  private void each(Each each) {
    watched.store().sources().forEach(each::source);
  }

  private static void outcomes(CounterWithCallback.Callback c, String name, Counts counts) {
    c.call((double) counts.events(), name, "event");
    c.call((double) counts.ignored(), name, "ignored");
    c.call((double) counts.measured(), name, "measured");
    c.call((double) counts.malformed(), name, "malformed");
    c.call((double) counts.dropped(), name, "dropped");
  }

  private void store() {
    var pipeline = watched.pipeline();
    gauge("bartizan_pipeline_waiting", "Hand-overs that wait to be committed", pipeline::waiting);
    gauge(
        "bartizan_pipeline_trouble",
        "1 while the store takes no batches",
        () -> pipeline.trouble() == null ? 0 : 1);
    counter("bartizan_commits_total", "Batches committed", () -> pipeline.commits().count());
    counter(
        "bartizan_commit_seconds_total",
        "Time spent in commits",
        () -> pipeline.commits().nanos() / 1e9);
    gauge("bartizan_store_events", "Events that are kept", extent(e -> e.events()));
    gauge("bartizan_store_bytes", "Bytes on disk; -1 when in memory", extent(e -> e.bytes()));
  }

  private DoubleSupplier extent(ToLongFunction<dev.bartizan.core.store.Extent> of) {
    return () -> (double) of.applyAsLong(watched.store().extent());
  }

  private void live(Hub hub) {
    gauge("bartizan_live_readers", "Readers of the live stream", hub::readers);
    counter("bartizan_live_shed_total", "Events that slow live readers did not get", hub::shed);
  }

  private void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(c -> c.call(value.getAsDouble()))
        .register(registry);
  }

  private void counter(String name, String help, DoubleSupplier value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(c -> c.call(value.getAsDouble()))
        .register(registry);
  }

  /** Counts a request that was answered. */
  void answered(String route, int status) {
    requests.labelValues(route, Integer.toString(status)).inc();
  }

  void page(Context ctx) throws IOException {
    var out = new ByteArrayOutputStream();
    writer.write(out, registry.scrape());
    ctx.contentType(PrometheusTextFormatWriter.CONTENT_TYPE).result(out.toByteArray());
  }
}
