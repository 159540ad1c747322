/** ulogd2's JSON: packets (NFLOG) and connections (NFCT) of Linux' netfilter. */
@NullMarked
package dev.bartizan.sources.ulogd;

import org.jspecify.annotations.NullMarked;
