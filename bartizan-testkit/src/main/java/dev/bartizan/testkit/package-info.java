/** Contract kits, fixtures and the cast that every test shares. */
@NullMarked
package dev.bartizan.testkit;

import org.jspecify.annotations.NullMarked;
