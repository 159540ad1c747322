/** The command line: one class per verb, one list of them in Cli. */
@NullMarked
package dev.bartizan.app.cli;

import org.jspecify.annotations.NullMarked;
