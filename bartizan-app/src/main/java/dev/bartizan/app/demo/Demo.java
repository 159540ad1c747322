package dev.bartizan.app.demo;

import dev.bartizan.app.config.Configuration;
import dev.bartizan.app.daemon.Daemon;
import dev.bartizan.app.daemon.StateDirectory;
import dev.bartizan.core.config.InvalidSettings;
import dev.bartizan.web.Edition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.SplittableRandom;

/**
 * A daemon over made-up feeds in a temporary directory: a day of them at once, then live. Closing
 * stops it and removes the directory.
 */
public final class Demo implements AutoCloseable {
  private static final long SEED = 20_261_120;

  private final Place place;
  private final Players players;
  private final Daemon daemon;

  private Demo(Place place, Players players, Daemon daemon) {
    this.place = place;
    this.players = players;
    this.daemon = daemon;
  }

  /** Starts a demo on loopback; returns when its page can be opened. */
  public static Demo start(int port, String version, InstantSource clock)
      throws IOException, InvalidSettings {
    var place = Place.fresh();
    Players players = null;
    try {
      var feeds = place.feeds();
      Recorded.into(feeds, clock.instant());
      players = Players.start(feeds, clock, new SplittableRandom(SEED));
      var daemon =
          Daemon.start(
              configuration(feeds, port),
              new StateDirectory(place.state()),
              new Edition(version, true),
              clock,
              new SecureRandom());
      return new Demo(place, players, daemon);
    } catch (IOException | InvalidSettings | RuntimeException e) {
      if (players != null) {
        players.close();
      }
      place.close();
      throw e;
    }
  }

  private static Configuration configuration(Path feeds, int port) throws InvalidSettings {
    try (var in = Demo.class.getResourceAsStream("demo.yaml")) {
      if (in == null) {
        throw new IllegalStateException("resource demo.yaml is missing");
      }
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Configuration.parse(
          text,
          name ->
              switch (name) {
                case "FEEDS" -> feeds.toString();
                case "PORT" -> Integer.toString(port);
                default -> null;
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A link that signs in once. */
  public URI signInLink() {
    return daemon.signInLink();
  }

  /** Where verbs find it. */
  public Path stateDirectory() {
    return place.state();
  }

  @Override
  public void close() {
    players.close();
    daemon.close();
    place.close();
  }
}
