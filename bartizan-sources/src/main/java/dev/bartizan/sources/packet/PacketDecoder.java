package dev.bartizan.sources.packet;

import dev.bartizan.core.event.Decoded;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.pipeline.Frame;
import dev.bartizan.core.pipeline.FrameDecoder;
import dev.bartizan.core.pipeline.MalformedInput;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link dev.bartizan.core.event.PacketLogged} of a frame of any link type in {@link
 * FrameDecoders#LINK_TYPES}. Keeps caches of bounded size; one instance serves one thread.
 */
public final class PacketDecoder implements FrameDecoder {
  private final Below below = new Below();
  private final IpLayer packets;
  private final LinkLayer linkLayer;
  private final Pflog pflog = new Pflog();
  private final Nflog nflog;

  /**
   * A decoder of all link types.
   *
   * @param keepRaw whether events carry a copy of the captured bytes
   * @param clock gives the time of frames that have none
   */
  public PacketDecoder(Origin origin, boolean keepRaw, InstantSource clock) {
    var links = new Links();
    this.packets = new IpLayer(new Events(origin, keepRaw, clock));
    this.linkLayer = new LinkLayer(links);
    this.nflog = new Nflog(links);
  }

  @Override
  public void decode(Frame frame, Consumer<? super Decoded> out) throws MalformedInput {
    out.accept(
        decode(
            frame.linkType(),
            frame.time(),
            frame.bytes(),
            frame.offset(),
            frame.length(),
            frame.originalLength()));
  }

  /** The same without a {@link Frame}; parameters as there. A frame gives one event at most. */
  public Decoded decode(
      int linkType, long time, byte[] bytes, int offset, int length, int originalLength)
      throws MalformedInput {
    below.start(linkType, time, bytes, offset, length, originalLength);
    var none = enter(linkType);
    return none == null ? packets.read(below) : none;
  }

  private Decoded.@Nullable Ignored enter(int linkType) throws MalformedInput {
    return switch (linkType) {
      case FrameDecoders.ETHERNET -> linkLayer.ethernet(below);
      case FrameDecoders.PFLOG -> {
        pflog.read(below);
        yield null;
      }
      case FrameDecoders.PFLOG_OLD -> {
        pflog.readOld(below);
        yield null;
      }
      case FrameDecoders.NFLOG -> {
        nflog.read(below);
        yield null;
      }
      case FrameDecoders.COOKED -> linkLayer.cooked(below);
      case FrameDecoders.COOKED2 -> linkLayer.cooked2(below);
      case FrameDecoders.NULL, FrameDecoders.LOOP -> linkLayer.loopback(below);
      case 12, 14, FrameDecoders.RAW, 228, 229 -> null;
      default -> throw new MalformedInput("link type " + linkType + " is not read here");
    };
  }
}
