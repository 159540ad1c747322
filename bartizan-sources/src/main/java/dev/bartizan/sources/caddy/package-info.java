/** Caddy's access log in JSON, from Caddy 2.3 on. */
@NullMarked
package dev.bartizan.sources.caddy;

import org.jspecify.annotations.NullMarked;
