package dev.bartizan.web;

import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.Flag;
import dev.bartizan.core.event.Kind;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The table of fields, for completion. */
final class FieldsApi {
  private static final List<String> PROTOCOLS =
      List.of("tcp", "udp", "icmp", "ipv6-icmp", "sctp", "gre", "esp", "ah", "igmp");

  private FieldsApi() {}

  static void fields(Context ctx) {
    Answer.json(
        ctx, new Answers.Fields(Arrays.stream(Field.values()).map(FieldsApi::view).toList()));
  }

  private static Answers.FieldView view(Field field) {
    return new Answers.FieldView(
        field.text(),
        field.ecs(),
        field.type().name().toLowerCase(Locale.ROOT),
        field.meaning(),
        values(field),
        field.kinds().stream().map(Kind::text).toList());
  }

  private static List<String> values(Field field) {
    return switch (field.type()) {
      case FLAGS -> Arrays.stream(Flag.values()).map(Flag::text).toList();
      case PROTOCOL -> PROTOCOLS;
      case TEXT, NUMBER, ADDRESS, TIME -> field.choices();
    };
  }
}
