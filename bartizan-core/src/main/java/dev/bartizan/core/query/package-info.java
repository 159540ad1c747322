/** The one query language: tree, parser and predicate. */
@NullMarked
package dev.bartizan.core.query;

import org.jspecify.annotations.NullMarked;
