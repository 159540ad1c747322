package dev.bartizan.sources.packet;

import dev.bartizan.core.event.Decoded;
import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.Extra;
import dev.bartizan.core.event.Flag;
import dev.bartizan.core.event.Head;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.event.PacketLogged;
import dev.bartizan.core.event.Raw;
import dev.bartizan.core.event.Transport;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.Endpoint;
import dev.bartizan.core.pipeline.Frame;
import dev.bartizan.core.pipeline.FrameDecoder;
import dev.bartizan.core.pipeline.MalformedInput;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link PacketLogged} of a frame of any link type in {@link FrameDecoders#LINK_TYPES}.
 * Keeps caches of bounded size; one instance serves one thread.
 */
public final class PacketDecoder implements FrameDecoder {
  private final Origin origin;
  private final boolean keepRaw;
  private final InstantSource clock;
  private final Below below = new Below();
  private final TransportLayer transports = new TransportLayer();
  private final IpLayer packets = new IpLayer(transports);
  private final Links links = new Links();
  private final LinkLayer linkLayer = new LinkLayer(links);
  private final Pflog pflog = new Pflog();
  private final Nflog nflog = new Nflog(links);
  private String lastMembers = "";
  private String lastDetail = "";

  /**
   * A decoder of all link types.
   *
   * @param keepRaw whether events carry a copy of the captured bytes
   * @param clock gives the time of frames that have none
   */
  public PacketDecoder(Origin origin, boolean keepRaw, InstantSource clock) {
    this.origin = origin;
    this.keepRaw = keepRaw;
    this.clock = clock;
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
    below.start(bytes, offset, length, originalLength, time);
    var none = enter(linkType);
    if (none != null) {
      return none;
    }
    var transport = packets.read(below);
    return event(transport, raw(linkType, bytes, offset, length, originalLength));
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

  private @Nullable Raw raw(
      int linkType, byte[] bytes, int offset, int length, int originalLength) {
    return keepRaw
        ? new Raw(
            linkType,
            Math.max(length, originalLength),
            Arrays.copyOfRange(bytes, offset, offset + length))
        : null;
  }

  private PacketLogged event(Transport transport, @Nullable Raw raw) {
    int flags = packets.flags;
    long time = below.time;
    if (time < 0) {
      time = micros();
      flags |= Flag.UNTIMED.bit();
    }
    var src = endpoint(packets.src, transports.srcPort);
    var dst = endpoint(packets.dst, transports.dstPort);
    var originalSrc = below.originalSrc;
    var originalDst = below.originalDst;
    if (originalSrc != null && originalDst != null) {
      translated(src, dst);
      boolean ports = src.port() >= 0;
      src = ports ? originalSrc : Endpoint.of(originalSrc.ip());
      dst = ports ? originalDst : Endpoint.of(originalDst.ip());
    }
    var extra = Extra.of(flags, detail(), raw);
    var head = new Head(time, origin, src, dst, packets.protocol, below.passage, extra);
    return new PacketLogged(head, below.rule, packets.ip, transport, below.link);
  }

  /** The object around the members; made once for members that come again and again. */
  @SuppressWarnings("ReferenceEquality")
  private @Nullable String detail() {
    var members = below.detail;
    if (members == null) {
      return null;
    }
    if (members != lastMembers) {
      lastMembers = members;
      lastDetail = "{" + members + "}";
    }
    return lastDetail;
  }

  private long micros() {
    var now = clock.instant();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
  }

  private static Endpoint endpoint(@Nullable Address ip, int port) {
    return ip == null ? Endpoint.NONE : new Endpoint(ip, port);
  }

  private void translated(Endpoint src, Endpoint dst) {
    var members = new StringBuilder("\"nat\":{");
    side(members, "src", src);
    members.append(',');
    side(members, "dst", dst);
    below.detail(members.append('}').toString());
  }

  private static void side(StringBuilder members, String name, Endpoint side) {
    members.append('"').append(name).append(".ip\":");
    EventJson.quote(members, String.valueOf(side.ip()));
    if (side.port() >= 0) {
      members.append(",\"").append(name).append(".port\":").append(side.port());
    }
  }
}
