package dev.bartizan.web;

import dev.bartizan.core.event.EventJson;
import io.javalin.http.Context;
import java.time.InstantSource;

/** How it is: to anybody in a word, to viewers in full. */
final class StatusApi {
  private final Watched watched;
  private final Edition edition;
  private final Vitals vitals;
  private final String started;

  StatusApi(Watched watched, Edition edition, Vitals vitals, InstantSource clock) {
    this.watched = watched;
    this.edition = edition;
    this.vitals = vitals;
    this.started = EventJson.time(Times.now(clock));
  }

  void health(Context ctx) {
    var whole = vitals.whole();
    ctx.status(whole.equals("down") ? 503 : 200);
    Answer.json(ctx, new Answers.Health(whole));
  }

  void status(Context ctx) {
    var extent = watched.store().extent();
    Answer.json(
        ctx,
        new Answers.Status(
            edition.version(),
            started,
            edition.demo(),
            new Answers.Store(
                extent.events(),
                extent.bytes(),
                extent.oldest() < 0 ? null : EventJson.time(extent.oldest()),
                extent.place()),
            new Answers.Flow(watched.pipeline().waiting(), watched.pipeline().trouble()),
            vitals.parts()));
  }
}
