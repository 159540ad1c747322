/** Captured frames of all link types, decoded to the packets in them. Pure, without I/O. */
@NullMarked
package dev.bartizan.sources.packet;

import org.jspecify.annotations.NullMarked;
