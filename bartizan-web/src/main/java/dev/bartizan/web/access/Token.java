package dev.bartizan.web.access;

import java.time.Instant;
import java.util.Set;

/** What is known about an API token; never the token itself. */
public record Token(String name, Role role, Set<Scope> scopes, Instant created) {
  /** Copies the scopes. */
  public Token {
    scopes = Set.copyOf(scopes);
  }
}
