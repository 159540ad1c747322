/** Benchmarks of single parts and of the whole process, beside their peers. */
@NullMarked
package dev.bartizan.bench;

import org.jspecify.annotations.NullMarked;
