/** Reading lines of JSON fast and strictly; shared by the feeds that are written so. */
@NullMarked
package dev.bartizan.sources.json;

import org.jspecify.annotations.NullMarked;
