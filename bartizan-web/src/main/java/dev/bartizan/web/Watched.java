package dev.bartizan.web;

import dev.bartizan.core.component.Component;
import dev.bartizan.core.pipeline.Pipeline;
import dev.bartizan.core.store.EventStore;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the console shows. The suppliers are called from any thread, for each request, and must not
 * block.
 *
 * @param store read by many threads; not closed by the server
 * @param pipeline heard for the live stream
 * @param sources how the sources are at present
 * @param parts components beside the store that /healthz and /api/status ask
 */
public record Watched(
    EventStore store,
    Pipeline pipeline,
    Supplier<List<SourceStatus>> sources,
    List<Component> parts) {}
