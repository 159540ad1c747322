/** Bartizan's own events, as its exports write them. */
@NullMarked
package dev.bartizan.sources.ndjson;

import org.jspecify.annotations.NullMarked;
