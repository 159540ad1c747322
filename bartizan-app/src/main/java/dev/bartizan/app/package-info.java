/** The main program: command line, configuration file, and the lists that join the parts. */
@NullMarked
package dev.bartizan.app;

import org.jspecify.annotations.NullMarked;
