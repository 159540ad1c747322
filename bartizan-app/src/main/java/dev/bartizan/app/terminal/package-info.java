/** The terminal, and text made safe for it. */
@NullMarked
package dev.bartizan.app.terminal;

import org.jspecify.annotations.NullMarked;
