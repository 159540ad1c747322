/** From source to store: sources, decoders, the bounded hand-off, batches, and the books. */
@NullMarked
package dev.bartizan.core.pipeline;

import org.jspecify.annotations.NullMarked;
