package dev.bartizan.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.bartizan.core.event.Emission;
import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.core.pipeline.Counts;
import dev.bartizan.core.store.Count;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the API answers. Names are in snake case in JSON; times are RFC 3339 in UTC with
 * microseconds; absent values are null, but in events they are left out.
 */
final class Answers {
  private Answers() {}

  /** An event in the form of {@link EventJson}. */
  record Event(@JsonValue @JsonRawValue String json) {
    static Event of(StoredEvent stored) {
      var out = new StringBuilder(512);
      EventJson.append(out, stored);
      return new Event(out.toString());
    }

    static List<Event> all(List<StoredEvent> events) {
      return events.stream().map(Event::of).toList();
    }
  }

  /** A refusal; the id is in the log beside what the client must not know. */
  record Refusal(String error, String cause, String fix, String id, @Nullable Integer column) {}

  record Health(String status) {}

  record Who(String user, String role, boolean demo, String version) {}

  record User(String user, String role) {}

  record Users(List<User> users) {}

  record Token(String name, String role, Set<String> scopes, String created) {}

  record Tokens(List<Token> tokens) {}

  /** Token is what to send as {@code Authorization: Bearer}; it is shown this once. */
  record NewToken(String name, String token) {}

  record Events(List<Event> events, @Nullable String next) {}

  /** The record as it came; text when it is a line. */
  record RawRecord(int linkType, int originalLength, String base64, @Nullable String text) {}

  record OneEvent(Event event, @Nullable RawRecord raw) {}

  record Total(long count) {}

  record Series(String value, List<Long> counts) {}

  record Histogram(String from, String to, long widthUs, List<Series> series) {}

  record Top(String field, long total, long distinct, List<Count> values) {}

  record Address(
      String ip,
      String firstSeen,
      String lastSeen,
      Map<String, Long> events,
      long passed,
      long blocked,
      long total) {}

  record Addresses(List<Address> addresses) {}

  /** Lanes are counts per bucket from {@code from}, {@code width_us} wide, by kind. */
  record AddressPage(
      String ip,
      String firstSeen,
      String lastSeen,
      Map<String, Long> events,
      long passed,
      long blocked,
      long total,
      String from,
      String to,
      long widthUs,
      Map<String, List<Long>> lanes,
      Map<String, List<Count>> top,
      List<Event> latest) {}

  record Malformed(String why, String where, String sample) {
    static @Nullable Malformed of(Emission.@Nullable Malformed last) {
      return last == null ? null : new Malformed(last.why(), last.where(), last.sample());
    }
  }

  record Gap(String from, String to, long records, long bytes, String why) {
    static Gap of(Emission.Gap gap) {
      return new Gap(
          EventJson.time(gap.from()),
          EventJson.time(gap.to()),
          gap.records(),
          gap.bytes(),
          gap.why());
    }
  }

  record Source(
      String name,
      String type,
      String state,
      @Nullable String why,
      Counts counts,
      double rate,
      @Nullable String lastEvent,
      @Nullable Double lagS,
      @Nullable Malformed lastMalformed,
      List<Gap> gaps,
      List<SourceStatus.FileStatus> files,
      Map<String, Long> measured) {}

  record Sources(List<Source> sources, boolean booksBalance) {}

  record FieldView(
      String name,
      String ecs,
      String type,
      String meaning,
      List<String> values,
      List<String> kinds) {}

  record Fields(List<FieldView> fields) {}

  record Figure(String key, String label, long value, long previous, String query) {}

  record Attention(String severity, String what, String why, String fix, String link) {}

  record Overview(
      String from,
      String to,
      String zone,
      List<Figure> figures,
      Histogram activity,
      List<Attention> attention,
      Map<String, List<Count>> top,
      List<Source> sources) {}

  record Store(long events, long bytes, @Nullable String oldest, String path) {}

  record Flow(long waiting, @Nullable String trouble) {}

  record Part(String name, String status, @Nullable String why) {}

  record Status(
      String version,
      String started,
      boolean demo,
      Store store,
      Flow pipeline,
      List<Part> health) {}

  /** What a WebSocket sends. */
  record Frame(List<Event> events, long shed, long last, double rate) {}
}
