/** The parts joined: store, pipeline, sources, console. */
@NullMarked
package dev.bartizan.app.daemon;

import org.jspecify.annotations.NullMarked;
