package dev.bartizan.web;

import dev.bartizan.web.access.Role;
import dev.bartizan.web.access.Scope;
import org.jspecify.annotations.Nullable;

/** What a route asks of who calls it: the least role, and the scope that a token must have. */
enum Need {
  /** Nothing: it tells nothing that matters, or is the door itself. */
  NOTHING(null, Scope.READ),
  VIEW(Role.VIEWER, Scope.READ),
  SCRAPE(Role.VIEWER, Scope.METRICS),
  MANAGE(Role.ADMIN, Scope.MANAGE);

  private final @Nullable Role role;
  private final Scope scope;

  Need(@Nullable Role role, Scope scope) {
    this.role = role;
    this.scope = scope;
  }

  @Nullable Role role() {
    return role;
  }

  Scope scope() {
    return scope;
  }
}
