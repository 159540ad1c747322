package dev.bartizan.app.daemon;

import dev.bartizan.app.config.Configuration;
import dev.bartizan.core.component.Component;
import dev.bartizan.core.config.InvalidSettings;
import dev.bartizan.core.pipeline.Pipeline;
import dev.bartizan.core.pipeline.RunningSource;
import dev.bartizan.core.pipeline.Supervisor;
import dev.bartizan.core.store.EventStore;
import dev.bartizan.web.Edition;
import dev.bartizan.web.SourceStatus;
import dev.bartizan.web.Watched;
import dev.bartizan.web.WebServer;
import dev.bartizan.web.access.Users;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A running installation: sources into the pipeline, the pipeline into the store, page and API
 * beside. Closing stops the sources, commits what they handed over, then closes the listener and
 * the store.
 */
public final class Daemon implements AutoCloseable {
  /** How many records may wait between sources and store. */
  private static final int WAITING = 20_000;

  private final StateDirectory state;
  private final Users users;
  private final WebServer web;
  private final Deque<Component> opened;

  private Daemon(StateDirectory state, Users users, WebServer web, Deque<Component> opened) {
    this.state = state;
    this.users = users;
    this.web = web;
    this.opened = opened;
  }

  /**
   * Starts everything.
   *
   * @throws IOException when another daemon runs here, or the console cannot listen
   */
  public static Daemon start(
      Configuration configuration,
      StateDirectory state,
      Edition edition,
      InstantSource clock,
      SecureRandom random)
      throws IOException, InvalidSettings {
    refuseSecond(state);
    var sources = Parts.sources(configuration, clock);
    state.create();
    var opened = new ArrayDeque<Component>();
    try {
      var users = Users.open(state.path(), clock, random);
      users.commandLineToken(state.token());
      var store = Stores.open(configuration, state, keepingRaw(sources));
      opened.push(store);
      var pipeline = new Pipeline(store, WAITING);
      var supervisors = new LinkedHashMap<String, Supervised>();
      var watched = new Watched(store, pipeline, () -> statuses(supervisors), List.of());
      var web =
          new WebServer(configuration.config().console(), watched, users, edition, clock, random);
      opened.push(web);
      web.start();
      opened.push(Loop.start(pipeline));
      supervise(sources, store, pipeline, supervisors, random);
      opened.push(new Stop(() -> supervisors.values().forEach(one -> one.supervisor().close())));
      supervisors.values().forEach(one -> one.supervisor().start());
      state.announce(new StateDirectory.Address(base(web), ProcessHandle.current().pid()));
      return new Daemon(state, users, web, opened);
    } catch (IOException | RuntimeException e) {
      opened.forEach(Component::close);
      throw e;
    }
  }

  private static Set<String> keepingRaw(Map<String, Parts.Feed> sources) {
    return sources.entrySet().stream()
        .filter(source -> source.getValue().keepRaw())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static void refuseSecond(StateDirectory state) throws IOException {
    var other = state.daemon();
    if (other.isPresent()) {
      throw new IOException(
          "a daemon runs here already, process "
              + other.get().pid()
              + " at "
              + other.get().url()
              + ": stop it, or give this one another state directory");
    }
  }

  private static String base(WebServer web) {
    var uri = web.uri().toString();
    return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
  }

  private record Supervised(String type, Supervisor supervisor) {}

  private static void supervise(
      Map<String, Parts.Feed> sources,
      EventStore store,
      Pipeline pipeline,
      Map<String, Supervised> supervisors,
      SecureRandom random) {
    var known = store.sources();
    sources.forEach((name, feed) -> {
      var before = known.get(name);
      var supervisor =
          new Supervisor(
              name,
              feed.source(),
              pipeline.emitter(name),
              before == null ? null : before.position(),
              random);
      supervisors.put(name, new Supervised(feed.type(), supervisor));
    });
  }

  private static List<SourceStatus> statuses(Map<String, Supervised> supervisors) {
    var all = new ArrayList<SourceStatus>();
    supervisors.forEach((_, one) -> all.add(status(one.type(), one.supervisor().state())));
    return all;
  }

  private static SourceStatus status(String type, RunningSource now) {
    var files =
        now.files().stream()
            .map(f -> new SourceStatus.FileStatus(f.path(), f.size(), f.read(), f.skipped()))
            .toList();
    return new SourceStatus(now.name(), type, state(now.state()), now.why(), files);
  }

  private static SourceStatus.State state(RunningSource.State state) {
    return switch (state) {
      case RUNNING -> SourceStatus.State.RUNNING;
      case WAITING -> SourceStatus.State.WAITING;
      case RESTARTING -> SourceStatus.State.RESTARTING;
      case STOPPED -> SourceStatus.State.STOPPED;
    };
  }

  /** Where page and API are. */
  public URI uri() {
    return web.uri();
  }

  /** A link that signs in once. */
  public URI signInLink() {
    return web.signInLink();
  }

  /** Whether nobody could sign in but by a link. */
  public boolean lacksUsers() {
    return users.users().isEmpty();
  }

  /** Puts a sign-in link into a file that only its owner may read. */
  public void writeSignInLink() throws IOException {
    StateDirectory.write(state.signIn(), signInLink() + "\n");
  }

  @Override
  public void close() {
    opened.forEach(Component::close);
    opened.clear();
    try {
      state.forget();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The pipeline's thread. */
  private record Loop(Thread thread) implements Component {
    static Loop start(Pipeline pipeline) {
      return new Loop(Thread.ofPlatform().name("pipeline").start(pipeline));
    }

    @Override
    public String name() {
      return "pipeline";
    }

    @Override
    public void close() {
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Something to stop. */
  private record Stop(Runnable how) implements Component {
    @Override
    public String name() {
      return "sources";
    }

    @Override
    public void close() {
      how.run();
    }
  }
}
