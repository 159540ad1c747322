/** Who may do what: users, tokens, sign-in links, sessions, and how often one may try. */
@NullMarked
package dev.bartizan.web.access;

import org.jspecify.annotations.NullMarked;
