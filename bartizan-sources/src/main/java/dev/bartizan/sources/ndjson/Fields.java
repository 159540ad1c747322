package dev.bartizan.sources.ndjson;

import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.Flag;
import dev.bartizan.core.event.Kind;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.Endpoint;
import dev.bartizan.core.net.IpProtocol;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.sources.json.JsonCursor;
import dev.bartizan.sources.json.Names;
import dev.bartizan.sources.json.Slots;
import dev.bartizan.sources.json.TextCache;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of one line by their names here or in the Elastic Common Schema. */
final class Fields {
  private static final Field[] FIELDS = Field.values();
  private static final int COUNT = FIELDS.length;
  private static final int DETAIL = COUNT;
  private static final List<String> PASSED_OVER =
      List.of("id", "ecs.version", "event.id", "event.kind");
  private static final Names NAMES = Names.of(names());

  private final JsonCursor cursor;
  private final Slots slots;

  Fields(JsonCursor cursor, TextCache cache) {
    this.cursor = cursor;
    slots = new Slots(cursor, cache, COUNT + 1);
  }

  /** The fields, the same again for their other names, detail twice, and what is passed over. */
  private static List<String> names() {
    var names = new ArrayList<String>();
    Arrays.stream(FIELDS).map(Field::text).forEach(names::add);
    names.add("detail");
    Arrays.stream(FIELDS).map(Field::ecs).forEach(names::add);
    names.add("bartizan.detail");
    names.addAll(PASSED_OVER);
    return names;
  }

  void clear() {
    slots.clear();
  }

  void read() throws MalformedInput {
    cursor.enterObject();
    for (int name = cursor.member(NAMES); name != JsonCursor.END; name = cursor.member(NAMES)) {
      if (name == JsonCursor.UNKNOWN) {
        throw new MalformedInput("a name that is no field of an event");
      }
      if (name < 2 * (COUNT + 1)) {
        slots.take(name % (COUNT + 1));
      } else {
        cursor.value();
      }
    }
    cursor.finish();
  }

  @SuppressWarnings("EnumOrdinal")
  private static int place(Field field) {
    return field.ordinal();
  }

  boolean has(Field field) {
    return slots.kind(place(field)) != JsonCursor.NONE;
  }

  boolean hasAny(Field first, Field last) {
    for (int i = place(first); i <= place(last); i++) {
      if (slots.kind(i) != JsonCursor.NONE) {
        return true;
      }
    }
    return false;
  }

  /** Refuses fields that the kind does not carry: they would be lost. */
  void check(Kind kind) throws MalformedInput {
    for (var field : FIELDS) {
      if (has(field) && !field.in(kind)) {
        throw new MalformedInput("a " + kind.text() + " has no " + field.text());
      }
    }
  }

  @Nullable String text(Field field) throws MalformedInput {
    if (!has(field)) {
      return null;
    }
    var text = slots.text(place(field));
    if (text == null) {
      throw refused(field, "text");
    }
    return text;
  }

  String required(Field field) throws MalformedInput {
    var text = text(field);
    if (text == null) {
      throw new MalformedInput("no " + field.text());
    }
    return text;
  }

  /** The constant whose name is the text, lower case; null when absent. */
  <E extends Enum<E>> @Nullable E choice(Field field, E[] values) throws MalformedInput {
    var text = text(field);
    if (text == null) {
      return null;
    }
    int place = field.choices().indexOf(text);
    if (place < 0) {
      throw refused(field, "one of " + field.choices());
    }
    return values[place];
  }

  long number(Field field) throws MalformedInput {
    return number(field, (1L << 53));
  }

  int small(Field field) throws MalformedInput {
    return (int) number(field, Integer.MAX_VALUE);
  }

  private long number(Field field, long highest) throws MalformedInput {
    if (!has(field)) {
      return -1;
    }
    long number = slots.whole(place(field));
    if (number < 0 || number > highest) {
      throw refused(field, "a whole number up to " + highest);
    }
    return number;
  }

  long moment(Field field) throws MalformedInput {
    if (!has(field)) {
      return -1;
    }
    long moment = slots.isText(place(field)) ? slots.moment(place(field)) : -1;
    if (moment < 0) {
      throw refused(field, "a time");
    }
    return moment;
  }

  Endpoint endpoint(Field ip, Field port) throws MalformedInput {
    var address = address(ip);
    int number = (int) number(port, 65535);
    return address == null && number < 0 ? Endpoint.NONE : new Endpoint(address, number);
  }

  private @Nullable Address address(Field field) throws MalformedInput {
    if (!has(field)) {
      return null;
    }
    var address = slots.address(place(field));
    if (address == null) {
      throw refused(field, "an address");
    }
    return address;
  }

  int protocol() throws MalformedInput {
    var name = text(Field.PROTO);
    if (name == null) {
      return IpProtocol.NONE;
    }
    int number = IpProtocol.number(name);
    if (number < 0) {
      throw refused(Field.PROTO, "an IP protocol");
    }
    return number;
  }

  int flags() throws MalformedInput {
    if (!has(Field.FLAGS)) {
      return 0;
    }
    if (slots.kind(place(Field.FLAGS)) != JsonCursor.ARRAY) {
      throw refused(Field.FLAGS, "a list");
    }
    cursor.back(slots.from(place(Field.FLAGS)));
    cursor.enterArray();
    int flags = 0;
    while (cursor.element()) {
      boolean text = cursor.value() <= JsonCursor.ESCAPED_TEXT;
      var name = text ? slots.part(cursor.from(), cursor.to(), JsonCursor.ESCAPED_TEXT) : "";
      var flag = Arrays.stream(Flag.values()).filter(f -> f.text().equals(name)).findAny();
      if (flag.isEmpty()) {
        throw refused(Field.FLAGS, "a list of flags");
      }
      flags |= flag.get().bit();
    }
    return flags;
  }

  /** The detail as it stands. */
  @Nullable String detail(dev.bartizan.sources.json.Detail detail) throws MalformedInput {
    if (slots.kind(DETAIL) == JsonCursor.NONE) {
      return null;
    }
    if (slots.kind(DETAIL) != JsonCursor.OBJECT) {
      throw new MalformedInput("detail is not an object");
    }
    return detail.copy(slots.from(DETAIL), slots.to(DETAIL));
  }

  private static MalformedInput refused(Field field, String expected) {
    return new MalformedInput(field.text() + " is not " + expected);
  }
}
