package dev.bartizan.sources.filterlog;

import dev.bartizan.core.pipeline.MalformedInput;

/** The comma-separated values of a line. One per thread. */
final class Fields {
  private static final int MOST = 64;

  private final int[] starts = new int[MOST + 1];
  private final Text text = new Text();
  private byte[] bytes = new byte[0];
  private int end;
  private int count;

  /** Takes up [from, to) of a buffer; what is behind the last field of {@link #MOST} is in it. */
  void over(byte[] buffer, int from, int to) {
    bytes = buffer;
    end = to;
    count = 1;
    starts[0] = from;
    for (int i = from; i < to && count < MOST; i++) {
      if (buffer[i] == ',') {
        starts[count++] = i + 1;
      }
    }
    starts[count] = to + 1;
  }

  byte[] bytes() {
    return bytes;
  }

  int count() {
    return count;
  }

  int start(int field) {
    return field < count ? starts[field] : end;
  }

  int end(int field) {
    return field < count ? starts[field + 1] - 1 : end;
  }

  /** A view, good until the next call; empty when there is no such field. */
  Text at(int field) {
    return text.over(bytes, start(field), end(field));
  }

  /** A view from this field to the end of the line. */
  Text from(int field) {
    return text.over(bytes, start(field), end);
  }

  boolean isEmpty(int field) {
    return start(field) >= end(field);
  }

  /** The number in a field; -1 when the field is empty or absent. */
  int number(int field, int most) throws MalformedInput {
    long number = at(field).number(0);
    if (number > most) {
      throw new MalformedInput("field " + (field + 1) + " is more than " + most);
    }
    return (int) number;
  }
}
