package dev.bartizan.sources.packet;

import dev.bartizan.core.event.Origin;
import dev.bartizan.core.pipeline.FrameDecoder;
import java.time.InstantSource;
import java.util.Set;

/** The link types that are read (tcpdump.org/linktypes.html), and their decoders. */
public final class FrameDecoders {
  public static final int NULL = 0;
  public static final int ETHERNET = 1;
  public static final int PFLOG_OLD = 17;
  public static final int RAW = 101;
  public static final int LOOP = 108;
  public static final int COOKED = 113;
  public static final int PFLOG = 117;
  public static final int NFLOG = 239;
  public static final int COOKED2 = 276;

  /** All that are read; 12 and 14 are other numbers of {@link #RAW}, 228 and 229 its halves. */
  public static final Set<Integer> LINK_TYPES =
      Set.of(NULL, ETHERNET, 12, 14, PFLOG_OLD, RAW, LOOP, COOKED, PFLOG, 228, 229, NFLOG, COOKED2);

  private FrameDecoders() {}

  /**
   * A decoder for a feed of this link type, for one thread.
   *
   * @param keepRaw whether events carry a copy of the captured bytes
   * @param clock gives the time of frames that have none
   * @throws IllegalArgumentException when the link type is not read
   */
  public static FrameDecoder forLinkType(
      int linkType, Origin origin, boolean keepRaw, InstantSource clock) {
    if (!LINK_TYPES.contains(linkType)) {
      throw new IllegalArgumentException("link type " + linkType + " is not read");
    }
    return new PacketDecoder(origin, keepRaw, clock);
  }
}
