package dev.bartizan.web;

import dev.bartizan.web.access.Role;
import dev.bartizan.web.access.Scope;
import java.util.Set;

/**
 * Who calls, once known.
 *
 * @param scopes what it may be about; all for people
 * @param byCookie whether a browser brought the cookie by itself
 */
record Caller(String name, Role role, Set<Scope> scopes, boolean byCookie) {}
