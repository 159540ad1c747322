/** The reader torture test: a writer that rotates in all ways, a reader that is killed. */
@NullMarked
package dev.bartizan.bench.torture;

import org.jspecify.annotations.NullMarked;
