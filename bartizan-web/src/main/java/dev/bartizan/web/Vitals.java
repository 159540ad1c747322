package dev.bartizan.web;

import dev.bartizan.core.component.Component;
import dev.bartizan.core.component.Health;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * How the parts are; asked anew only after {@link #FRESH}, because anybody may ask {@code
 * /healthz}.
 */
final class Vitals {
  private static final long FRESH = 2_000_000;

  private final Watched watched;
  private final InstantSource clock;
  private long checked = Long.MIN_VALUE / 2;
  private List<Answers.Part> parts = List.of();

  Vitals(Watched watched, InstantSource clock) {
    this.watched = watched;
    this.clock = clock;
  }

  synchronized List<Answers.Part> parts() {
    long now = Times.now(clock);
    if (Math.abs(now - checked) >= FRESH) {
      parts = check();
      checked = now;
    }
    return parts;
  }

  private List<Answers.Part> check() {
    var found = new ArrayList<Answers.Part>();
    found.add(part(watched.store()));
    var trouble = watched.pipeline().trouble();
    found.add(part("pipeline", trouble == null ? new Health.Up() : new Health.Degraded(trouble)));
    watched.parts().forEach(p -> found.add(part(p)));
    return List.copyOf(found);
  }

  private static Answers.Part part(Component component) {
    try {
      return part(component.name(), component.check());
    } catch (RuntimeException e) {
      return part(component.name(), new Health.Down("the check itself failed: " + e));
    }
  }

  private static Answers.Part part(String name, Health health) {
    return switch (health) {
      case Health.Up _ -> new Answers.Part(name, "up", null);
      case Health.Degraded(var why) -> new Answers.Part(name, "degraded", why);
      case Health.Down(var why) -> new Answers.Part(name, "down", why);
    };
  }

  /** The worst of all parts. */
  String whole() {
    return parts().stream()
        .map(Answers.Part::status)
        .max(java.util.Comparator.comparingInt(List.of("up", "degraded", "down")::indexOf))
        .orElse("up");
  }
}
