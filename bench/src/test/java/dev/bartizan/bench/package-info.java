/** The benchmarks' crash test in its short form. */
@NullMarked
package dev.bartizan.bench;

import org.jspecify.annotations.NullMarked;
