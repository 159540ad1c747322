package dev.bartizan.sources.json;

import dev.bartizan.core.net.Address;
import dev.bartizan.core.pipeline.MalformedInput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The members of one object. Those that are asked for by name in a form that they have are used;
 * all others, and those of another form, are the rest, which goes into the detail as it stands.
 * Reusable; serves one thread.
 */
public final class Members {
  private final JsonCursor cursor;
  private final Names names;
  private final Slots slots;
  private int[] places = new int[5 * 64];
  private int count;
  private final boolean[] used;

  /** For objects with these names; members are asked for by the numbers of their names. */
  public Members(JsonCursor cursor, TextCache cache, Names names, int nameCount) {
    this.cursor = cursor;
    this.names = names;
    slots = new Slots(cursor, cache, nameCount);
    used = new boolean[nameCount];
  }

  /** Forgets everything. */
  public void clear() {
    slots.clear();
    Arrays.fill(used, false);
    count = 0;
  }

  /** Reads the object that comes next. */
  public void read() throws MalformedInput {
    clear();
    cursor.enterObject();
    for (int name = cursor.member(names); name != JsonCursor.END; name = cursor.member(names)) {
      int nameFrom = cursor.from();
      int nameTo = cursor.to();
      if (name == JsonCursor.UNKNOWN) {
        byte kind = cursor.value();
        note(-1, nameFrom, nameTo, cursor.from(), cursor.to(), kind);
      } else {
        slots.take(name);
        note(name, nameFrom, nameTo, slots.from(name), slots.to(name), slots.kind(name));
      }
    }
  }

  private void note(int name, int nameFrom, int nameTo, int from, int to, byte kind) {
    if (count + 5 > places.length) {
      places = Arrays.copyOf(places, places.length * 2);
    }
    places[count++] = name << 8 | kind;
    places[count++] = nameFrom;
    places[count++] = nameTo;
    places[count++] = from;
    places[count++] = to;
  }

  /** Whether there is a value other than null. */
  public boolean has(int name) {
    return slots.has(name);
  }

  /** The kind of a value ({@link JsonCursor#OBJECT} ...). */
  public byte kind(int name) {
    return slots.kind(name);
  }

  /** Uses a text; one that is seen often is one object. */
  public @Nullable String text(int name) {
    used[name] |= slots.isText(name);
    return slots.text(name);
  }

  /** Uses a text that seldom repeats. */
  public @Nullable String rare(int name) {
    used[name] |= slots.isText(name);
    return slots.rare(name);
  }

  /** Uses a text or the digits of a number. */
  public @Nullable String label(int name) {
    var label = slots.label(name);
    used[name] |= label != null;
    return label;
  }

  /** Uses a whole number from 0 to {@code highest}, or -1. */
  public long whole(int name, long highest) {
    long whole = slots.whole(name);
    boolean fits = whole >= 0 && whole <= highest;
    used[name] |= fits;
    return fits ? whole : -1;
  }

  /** Uses a whole number from 0 to {@code highest}, or -1. */
  public int small(int name, int highest) {
    return (int) whole(name, highest);
  }

  /** Uses a truth value or a number that stands for one. */
  public boolean isSet(int name) {
    byte kind = slots.kind(name);
    used[name] |= kind == JsonCursor.TRUE || kind == JsonCursor.FALSE || kind == JsonCursor.NUMBER;
    return slots.isSet(name);
  }

  /** Uses a time, in microseconds since the epoch, or -1. */
  public long moment(int name) {
    long moment = slots.moment(name);
    used[name] |= moment >= 0;
    return moment;
  }

  /** Uses an address, or null. */
  public @Nullable Address address(int name) {
    var address = slots.address(name);
    used[name] |= address != null;
    return address;
  }

  /** Looks at a text without using it. */
  public @Nullable String peek(int name) {
    return slots.text(name);
  }

  /** Takes a member as used, whatever it is. */
  public void use(int name) {
    used[name] = true;
  }

  /** Where a value begins. */
  public int from(int name) {
    return slots.from(name);
  }

  /**
   * Moves the cursor to where this value begins, when it is of this kind.
   *
   * @return whether it is
   */
  public boolean enter(int name, byte kind) {
    if (slots.kind(name) != kind) {
      return false;
    }
    cursor.back(slots.from(name));
    return true;
  }

  /** Adds all members that were not used, in their order. */
  public void rest(Detail detail) {
    for (int at = 0; at < count; at += 5) {
      int name = places[at] >> 8;
      byte kind = (byte) places[at];
      if (name < 0 || !used[name]) {
        detail.add(
            places[at + 1],
            places[at + 2],
            places[at + 3],
            places[at + 4],
            kind <= JsonCursor.ESCAPED_TEXT);
      }
    }
  }
}
