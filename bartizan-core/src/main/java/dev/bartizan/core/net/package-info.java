/** Addresses, prefixes, endpoints and IP protocol numbers: values that cannot be wrong. */
@NullMarked
package dev.bartizan.core.net;

import org.jspecify.annotations.NullMarked;
