package dev.bartizan.app.cli;

import dev.bartizan.app.daemon.Stores;
import dev.bartizan.app.terminal.Terminal;
import java.util.Set;

/** Finds what to read from. */
final class Readers {
  private Readers() {}

  /** The daemon that runs, else the store. */
  static Reader open(Place place, Terminal terminal) throws Exception {
    var state = place.state(terminal);
    var api = Api.of(state);
    if (api != null) {
      return new ApiReader(api);
    }
    if (!Stores.exists(state)) {
      throw new Failure(
          Exit.UNREACHABLE,
          "no daemon runs and there is no store in "
              + state.path()
              + ": start one with 'bartizan run', or name another --state-dir");
    }
    return new StoreReader(Stores.open(place.configuration(terminal), state, Set.of()));
  }
}
