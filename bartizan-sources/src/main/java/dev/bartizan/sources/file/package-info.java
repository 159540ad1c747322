/** Follows text files through every way of rotation, a line at a time. */
@NullMarked
package dev.bartizan.sources.file;

import org.jspecify.annotations.NullMarked;
