/** Settings: a tree bound to records, and its JSON Schema. */
@NullMarked
package dev.bartizan.core.config;

import org.jspecify.annotations.NullMarked;
