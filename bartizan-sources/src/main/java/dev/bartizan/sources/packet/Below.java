package dev.bartizan.sources.packet;

import dev.bartizan.core.event.PacketLogged.Link;
import dev.bartizan.core.event.Passage;
import dev.bartizan.core.event.Rule;
import dev.bartizan.core.net.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * What the layers below IP say of the frame in hand; one per decoder, filled anew for each frame.
 */
final class Below {
  byte[] bytes = new byte[0];

  /** Where IP begins. */
  int at;

  /** Where the captured bytes end. */
  int end;

  /** How many bytes of the frame were not captured. */
  int missing;

  long time;
  Passage passage = Passage.UNKNOWN;
  Rule rule = Rule.UNKNOWN;
  Link link = Link.UNKNOWN;

  /** Members of the detail object, without its braces. */
  @Nullable String detail;

  /** Whether a firewall vouches for the frame: it is an event even when nothing of IP is there. */
  boolean logged;

  /** The addresses before translation, where the firewall says so; else null. */
  @Nullable Endpoint originalSrc;

  @Nullable Endpoint originalDst;

  void start(byte[] buffer, int offset, int length, int originalLength, long micros) {
    bytes = buffer;
    at = offset;
    end = offset + length;
    missing = Math.max(0, originalLength - length);
    time = micros;
    passage = Passage.UNKNOWN;
    rule = Rule.UNKNOWN;
    link = Link.UNKNOWN;
    detail = null;
    logged = false;
    originalSrc = null;
    originalDst = null;
  }

  int captured() {
    return end - at;
  }

  void detail(String members) {
    detail = detail == null ? members : detail + "," + members;
  }
}
