/** The live stream: one hub that hears of commits, and its clients. */
@NullMarked
package dev.bartizan.web.live;

import org.jspecify.annotations.NullMarked;
