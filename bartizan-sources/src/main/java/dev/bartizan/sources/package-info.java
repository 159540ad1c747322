/** Feeds that need no native code, one package each, and the one list that names them. */
@NullMarked
package dev.bartizan.sources;

import org.jspecify.annotations.NullMarked;
