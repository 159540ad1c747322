/** A made-up network edge: recorded and generated feeds that the real sources read. */
@NullMarked
package dev.bartizan.app.demo;

import org.jspecify.annotations.NullMarked;
