/** What was seen: the sealed family of events, and the one table of their fields. */
@NullMarked
package dev.bartizan.core.event;

import org.jspecify.annotations.NullMarked;
