/** The API, the live stream and the built console; the only HTTP server. */
@NullMarked
package dev.bartizan.web;

import org.jspecify.annotations.NullMarked;
