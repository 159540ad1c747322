/** What the rest of Bartizan asks of a store. */
@NullMarked
package dev.bartizan.core.store;

import org.jspecify.annotations.NullMarked;
