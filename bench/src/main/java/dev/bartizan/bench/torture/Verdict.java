package dev.bartizan.bench.torture;

import dev.bartizan.core.event.Emission;
import dev.bartizan.core.store.EventStore;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What became of every line.
 *
 * @param written lines, bad ones included
 * @param bad lines that should be refused
 * @param events in the store
 * @param malformed refused lines, as counted
 * @param gaps as recorded
 * @param inGaps lines that are in no file and not in the store, and were written during a gap
 * @param faults lines that are doubled, or lost without a gap; must be empty
 */
record Verdict(
    long written,
    long bad,
    long events,
    long malformed,
    int gaps,
    long inGaps,
    List<String> faults) {
  private record Written(long before, long after) {}

  static Verdict of(Path directory, Path journal, EventStore store) throws IOException {
    var written = journal(journal);
    var standing = standing(directory);
    var stored = new HashSet<Long>();
    var faults = new ArrayList<String>();
    long events = 0;
    for (long after = 0; ; ) {
      var page = store.after(after, 10_000);
      if (page.isEmpty()) {
        break;
      }
      for (var event : page) {
        events++;
        if (!stored.add(NumberedLine.number(event.event()))) {
          faults.add("line " + NumberedLine.number(event.event()) + " is doubled");
        }
      }
      after = page.getLast().id();
    }
    var state = store.sources().get(Follower.SOURCE);
    var gaps = store.gaps(Follower.SOURCE, 100_000);
    long inGaps = 0;
    long badInGaps = 0;
    long bad = 0;
    for (var line : written.entrySet()) {
      long number = line.getKey();
      boolean covered = gaps.stream().anyMatch(gap -> covers(gap, line.getValue()));
      if (number < 0) {
        bad++;
        badInGaps += covered && !standing.contains(number) ? 1 : 0;
      } else if (!stored.contains(number)) {
        if (standing.contains(number)) {
          faults.add("line " + number + " stands in a file and is not in the store");
        } else if (!covered) {
          faults.add("line " + number + " is lost without a gap, " + line.getValue());
        }
        inGaps++;
      }
    }
    long malformed = state == null ? 0 : state.counts().malformed();
    if (malformed > bad || malformed < bad - badInGaps) {
      faults.add(malformed + " refused of " + bad + " bad lines, " + badInGaps + " in gaps");
    }
    inGaps += bad - malformed;
    if (state == null || state.counts().events() != events || !state.counts().balances()) {
      faults.add("the books do not balance: " + state + " for " + events + " events");
    }
    if (written.size() != events + malformed + inGaps) {
      faults.add("the sum is wrong");
    }
    return new Verdict(written.size(), bad, events, malformed, gaps.size(), inGaps, faults);
  }

  private static boolean covers(Emission.Gap gap, Written line) {
    return line.after >= gap.from() && line.before <= gap.to();
  }

  private static Map<Long, Written> journal(Path journal) throws IOException {
    var written = new HashMap<Long, Written>();
    for (var row : Files.readAllLines(journal)) {
      var parts = row.split(" ", -1);
      written.put(
          Long.parseLong(parts[0]),
          new Written(Long.parseLong(parts[1]), Long.parseLong(parts[2])));
    }
    return written;
  }

  private static Set<Long> standing(Path directory) throws IOException {
    var numbers = new HashSet<Long>();
    try (Stream<Path> files = Files.list(directory)) {
      for (var file : files.toList()) {
        try (var lines =
            new BufferedReader(new InputStreamReader(unpacked(file), StandardCharsets.US_ASCII))) {
          for (String line; (line = lines.readLine()) != null; ) {
            numbers.add(NumberedLine.number(line.replace("\0", "")));
          }
        }
      }
    }
    return numbers;
  }

  private static InputStream unpacked(Path file) throws IOException {
    var in = Files.newInputStream(file);
    var name = file.toString();
    if (name.endsWith(".gz")) {
      return new GZIPInputStream(in);
    }
    return name.endsWith(".zst") ? new ZstdInputStream(in) : in;
  }

  @Override
  public String toString() {
    return written
        + " lines written = "
        + events
        + " events + "
        + malformed
        + " counted rejects + "
        + inGaps
        + " in "
        + gaps
        + " recorded gaps; "
        + (faults.isEmpty()
            ? "nothing lost, nothing doubled"
            : faults.size() + " FAULTS " + faults.stream().limit(20).toList());
  }
}
