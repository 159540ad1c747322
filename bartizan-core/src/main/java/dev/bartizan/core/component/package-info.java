/** Parts that can be checked and closed. */
@NullMarked
package dev.bartizan.core.component;

import org.jspecify.annotations.NullMarked;
