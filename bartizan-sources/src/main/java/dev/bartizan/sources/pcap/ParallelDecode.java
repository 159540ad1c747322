package dev.bartizan.sources.pcap;

import dev.bartizan.core.event.Emission;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.sources.packet.PacketDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a whole capture on several threads and delivers in order on the caller's. Memory is
 * bounded: a few buffers per thread are on their way at any time. Worth its while for large files;
 * {@link PcapSource} is the way into the pipeline.
 */
public final class ParallelDecode implements AutoCloseable {
  private final int threads;
  private final ExecutorService workers;
  private final ConcurrentLinkedQueue<Frames> idle = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<byte[]> buffers = new ConcurrentLinkedQueue<>();

  /**
   * Starts the threads.
   *
   * @param decoders makes a decoder for each thread
   */
  public ParallelDecode(int threads, Supplier<PacketDecoder> decoders) {
    this.threads = threads;
    this.workers = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory());
    for (int i = 0; i < threads; i++) {
      idle.add(new Frames(decoders.get()));
    }
  }

  /**
   * Decodes one capture. One at a time.
   *
   * @param in closed at the end
   * @param out called in the order of the capture, on the calling thread
   */
  public void decode(InputStream in, Consumer<? super Emission> out)
      throws IOException, InterruptedException {
    var underway = new ArrayDeque<Future<List<Emission>>>();
    try (var reader = new CaptureReader(in)) {
      boolean more = true;
      while (more) {
        var stretch = reader.stretch(buffer());
        if (stretch != null) {
          underway.add(workers.submit(() -> read(stretch)));
        } else {
          more = reader.fill();
        }
        if (underway.size() > 2 * threads) {
          deliver(underway.remove(), out);
        }
      }
      deliverAll(underway, out);
    } catch (MalformedInput e) {
      deliverAll(underway, out);
      out.accept(Frames.malformed(e, 0, new byte[0], 0, 0));
    } finally {
      underway.forEach(task -> task.cancel(true));
    }
  }

  private byte[] buffer() {
    var used = buffers.poll();
    return used == null ? new byte[CaptureReader.BUFFER] : used;
  }

  private List<Emission> read(Stretch stretch) throws MalformedInput {
    var frames = idle.remove();
    var made = new ArrayList<Emission>(8192);
    var cursor = new Cursor();
    int at = stretch.from();
    long position = stretch.position();
    while (stretch.format().step(stretch.bytes(), at, stretch.until(), cursor)) {
      at += (int) cursor.size;
      position += cursor.size;
      var emission = emission(frames, stretch.bytes(), cursor, position);
      if (emission != null) {
        made.add(emission);
      }
    }
    var fault = stretch.fault();
    if (fault != null) {
      made.add(Frames.malformed(fault, position, new byte[0], 0, 0));
    }
    buffers.add(stretch.bytes());
    idle.add(frames);
    return made;
  }

  private static @Nullable Emission emission(
      Frames frames, byte[] bytes, Cursor cursor, long position) {
    return switch (cursor.content) {
      case FRAME -> frames.frame(bytes, cursor, position);
      case LOSS -> frames.loss(cursor);
      case OTHER -> null;
    };
  }

  private static void deliverAll(
      ArrayDeque<Future<List<Emission>>> underway, Consumer<? super Emission> out)
      throws InterruptedException {
    while (!underway.isEmpty()) {
      deliver(underway.remove(), out);
    }
  }

  private static void deliver(Future<List<Emission>> done, Consumer<? super Emission> out)
      throws InterruptedException {
    try {
      done.get().forEach(out);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
