package dev.bartizan.sources.pcap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Captures written out by hand, in either byte order. */
@SuppressWarnings("ByteBufferBackingArray")
final class CaptureBytes {
  /** A UDP packet from 203.0.113.9 port 53, link type 101. */
  static final byte[] PACKET =
      HexFormat.of().parseHex("4500001f0000400040110000cb007109c6336402003580e8000b0000616263");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteOrder order;

  CaptureBytes(ByteOrder order) {
    this.order = order;
  }

  static CaptureBytes little() {
    return new CaptureBytes(ByteOrder.LITTLE_ENDIAN);
  }

  private ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(order);
  }

  private CaptureBytes add(ByteBuffer bytes) {
    out.writeBytes(bytes.array());
    return this;
  }

  CaptureBytes pcap(int magic, int linkType) {
    var header = buffer(24).putInt(magic).putShort((short) 2).putShort((short) 4).putLong(0);
    return add(header.putInt(65_535).putInt(linkType));
  }

  CaptureBytes record(long seconds, int fraction, byte[] frame) {
    return record(seconds, fraction, frame.length, frame.length, 16, frame);
  }

  CaptureBytes record(
      long seconds, int fraction, int length, int original, int header, byte[] frame) {
    var bytes = buffer(header).putInt((int) seconds).putInt(fraction).putInt(length);
    add(bytes.putInt(original));
    out.writeBytes(frame);
    return this;
  }

  CaptureBytes section() {
    return block(
        0x0a0d_0d0a,
        buffer(16).putInt(0x1a2b_3c4d).putShort((short) 1).putShort((short) 0).putLong(-1).array());
  }

  /** An interface whose clock has this resolution and offset. */
  CaptureBytes face(int linkType, int snapLength, int resolution, long offset) {
    var body = buffer(8 + 8 + 12 + 4).putShort((short) linkType).putShort((short) 0);
    body.putInt(snapLength);
    body.putShort((short) 9).putShort((short) 1).put((byte) resolution).put(new byte[3]);
    body.putShort((short) 14).putShort((short) 8).putLong(offset);
    return block(1, body.putInt(0).array());
  }

  CaptureBytes enhanced(int face, long units, byte[] frame) {
    var body = buffer(20 + ((frame.length + 3) & ~3)).putInt(face).putInt((int) (units >>> 32));
    return block(
        6, body.putInt((int) units).putInt(frame.length).putInt(frame.length).put(frame).array());
  }

  CaptureBytes simple(byte[] frame) {
    var body = buffer(4 + ((frame.length + 3) & ~3)).putInt(frame.length).put(frame);
    return block(3, body.array());
  }

  CaptureBytes drops(long lost) {
    var body = buffer(12 + 12 + 4).putInt(0).putLong(0).putShort((short) 5).putShort((short) 8);
    return block(5, body.putLong(lost).putInt(0).array());
  }

  CaptureBytes block(int type, byte[] body) {
    var block = buffer(12 + body.length).putInt(type).putInt(12 + body.length).put(body);
    return add(block.putInt(12 + body.length));
  }

  CaptureBytes bytes(byte... more) {
    out.writeBytes(more);
    return this;
  }

  byte[] all() {
    return out.toByteArray();
  }
}
