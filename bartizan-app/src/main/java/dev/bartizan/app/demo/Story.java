package dev.bartizan.app.demo;

import dev.bartizan.app.demo.Edge.Packet;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.Endpoint;
import java.io.IOException;
import java.util.List;

/**
 * What goes on at the made-up edge: noise, scanners of three manners, a brute force, crawlers and a
 * fake one, ordinary visitors by day, people inside, and one address that everybody meets. Plays
 * any stretch of time in as many events as asked for. One thread.
 */
final class Story {
  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final String DEFAULT_DENY = "77,,,02f4bab031b57d1e30553ce08e0ec131";
  private static final List<Integer> WANTED =
      List.of(23, 445, 22, 3389, 8080, 5900, 2323, 1433, 81, 6379, 5555, 37215, 8443, 3306, 5060);

  private final Stage stage;
  private final Edge edge;
  private final People people;
  private final List<Scene> scenes;
  private int sweep;
  private int port;
  private int slow;

  Story(Stage stage) {
    this.stage = stage;
    this.edge = stage.edge();
    this.people = new People(stage);
    var intruders = new Intruders(stage);
    this.scenes =
        List.of(
            new Scene(40, Scene.steady(), this::noise),
            new Scene(9, Scene.bursts(95, 9, 20), this::sweep),
            new Scene(7, Scene.bursts(240, 12, 130), this::scan),
            new Scene(30, Scene.daily(), people::visit),
            new Scene(14, Scene.daily(), people::surf),
            new Scene(2.5, Scene.steady(), people::crawl),
            new Scene(4, Scene.bursts(180, 25, 40), intruders::force),
            new Scene(0.6, Scene.bursts(120, 40, 10), intruders::disguise),
            new Scene(1.5, Scene.bursts(75, 30, 0), intruders::intrude));
  }

  /** Begins what happens by the clock rather than by chance. */
  void begin(long time) {
    every(20 * MINUTE, time, this::slowScan);
    every(MINUTE, time, people::measure);
  }

  /** Writes what happens from one time to another: this many events, give or take a few. */
  void play(long from, long to, int events) throws IOException {
    long first = edge.written();
    for (int i = 0; edge.written() - first < events; i++) {
      long done = Math.max(i, edge.written() - first);
      long time = from + (to - from) * Math.min(done, events - 1) / events;
      stage.catchUp(time);
      next(time).act().at(time);
    }
  }

  private Scene next(long time) {
    double all = scenes.stream().mapToDouble(scene -> scene.weight(time)).sum();
    double left = stage.below(1 << 30) / (double) (1 << 30) * all;
    for (var scene : scenes) {
      left -= scene.weight(time);
      if (left < 0) {
        return scene;
      }
    }
    return scenes.getFirst();
  }

  private void every(long period, long time, Stage.Act act) {
    stage.later(
        time,
        now -> {
          act.at(now);
          every(period, now + period, act);
        });
  }

  private void noise(long time) throws IOException {
    var from = stage.mostlyFirst(Cast.NOISE);
    boolean v4 = from.isV4();
    var to = v4 ? neighbour(stage.below(254)) : Cast.WEB_V6;
    if (stage.chance(0.06)) {
      ping(time, from, to);
    } else if (stage.chance(0.12)) {
      knock(time, 17, stage.client(from), new Endpoint(to, stage.chance(0.5) ? 53 : 123));
    } else {
      knock(time, 6, stage.client(from), new Endpoint(to, stage.mostlyFirst(WANTED)));
    }
  }

  private void sweep(long time) throws IOException {
    sweep = sweep % 254 + 1;
    knock(time, 6, stage.client(Cast.SWEEPER), new Endpoint(neighbour(sweep), 3389));
  }

  private void scan(long time) throws IOException {
    port = port % 1024 + 1;
    knock(time, 6, stage.client(Cast.PORT_SCANNER), new Endpoint(Cast.WEB, port));
  }

  private void slowScan(long time) throws IOException {
    var to = new Endpoint(Cast.EDGE, WANTED.get(slow++ % WANTED.size()));
    knock(time, 6, stage.client(Cast.SLOW_SCANNER), to);
  }

  private void ping(long time, Address from, Address to) throws IOException {
    int proto = from.isV4() ? 1 : 58;
    deny(time, proto, Endpoint.of(from), Endpoint.of(to), from.isV4() ? 84 : 104);
  }

  private void knock(long time, int proto, Endpoint from, Endpoint to) throws IOException {
    int length = (proto == 6 ? 40 : 36) + (to.ip() != null && to.ip().isV4() ? 20 : 40);
    deny(time, proto, from, to, length);
  }

  private void deny(long time, int proto, Endpoint from, Endpoint to, int length)
      throws IOException {
    edge.packet(time, new Packet(true, proto, from, to, length, stage.number(), DEFAULT_DENY));
  }

  private static Address neighbour(int host) {
    return Address.v4(0xc0000200 | (host % 254 + 1));
  }
}
