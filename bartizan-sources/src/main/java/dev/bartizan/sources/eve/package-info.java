/** Suricata's EVE records. */
@NullMarked
package dev.bartizan.sources.eve;

import org.jspecify.annotations.NullMarked;
