package dev.bartizan.sources.file;

import dev.bartizan.sources.file.Bookmark.Stage;
import java.io.IOException;
import java.util.List;

/** The very first start: opens what is wanted, and remembers what is not so as never to read it. */
final class FirstStart {
  private final Finder finder;
  private final Pace pace;
  private final Initial initial;

  FirstStart(Finder finder, Pace pace, Initial initial) {
    this.finder = finder;
    this.pace = pace;
    this.initial = initial;
  }

  /** Returns how many bytes are passed over. */
  long begin() throws IOException, InterruptedException {
    long skipped = 0;
    for (var stranger : Stranger.byAge(all())) {
      skipped += first(stranger);
    }
    return skipped;
  }

  private List<Stranger> all() throws IOException, InterruptedException {
    long patience = System.nanoTime() + 2 * pace.settle().toNanos();
    var strangers = finder.openAll();
    while (finder.unsure() && System.nanoTime() < patience) {
      for (var stranger : strangers) {
        stranger.file().content().close();
      }
      Thread.sleep(pace.poll());
      strangers = finder.openAll();
    }
    return strangers;
  }

  private long first(Stranger stranger) throws IOException {
    var entry = stranger.entry();
    var track = finder.add(stranger, entry.live() ? Stage.LIVE : Stage.ROTATED);
    if (entry.wanted() && initial == Initial.START) {
      return 0;
    }
    var content = stranger.file().content();
    if (!content.grows()) {
      return passedOver(track, stranger, Stage.DONE);
    }
    long end = entry.live() ? LastLine.end(content) : content.size();
    track.advance(end, LastLine.before(content, end));
    track.skipped = end;
    return entry.wanted() ? end : passedOver(track, stranger, Stage.SETTLED);
  }

  private long passedOver(Track track, Stranger stranger, Stage stage) throws IOException {
    track.stage = stage;
    track.content = null;
    finder.known(stranger, track);
    return 0;
  }
}
