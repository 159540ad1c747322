/** The configuration file: YAML in, records out. */
@NullMarked
package dev.bartizan.app.config;

import org.jspecify.annotations.NullMarked;
