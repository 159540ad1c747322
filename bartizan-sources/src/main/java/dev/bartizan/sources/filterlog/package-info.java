/** Lines of filterlog, the program that prints pf's log on OPNsense and pfSense. */
@NullMarked
package dev.bartizan.sources.filterlog;

import org.jspecify.annotations.NullMarked;
