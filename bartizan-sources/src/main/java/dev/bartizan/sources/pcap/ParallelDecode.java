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
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decodes whole captures on several threads, and has them work on what came of each stretch of a
 * few thousand frames; the results are delivered in order on the caller's thread. Memory is
 * bounded: a few buffers per thread are on their way at any time. Worth its while for large files;
 * {@link PcapSource} is the way into the pipeline.
 *
 * @param <R> what the threads make of a stretch
 */
public final class ParallelDecode<R> implements AutoCloseable {
  private final int threads;
  private final Function<List<Emission>, R> each;
  private final ExecutorService workers;
  private final ConcurrentLinkedQueue<Frames> idle = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<byte[]> buffers = new ConcurrentLinkedQueue<>();

  /**
   * Starts the threads.
   *
   * @param decoders makes a decoder for each thread
   * @param each called on those threads with what came of a stretch, in its order
   */
  public ParallelDecode(
      int threads, Supplier<PacketDecoder> decoders, Function<List<Emission>, R> each) {
    this.threads = threads;
    this.each = each;
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
  public void decode(InputStream in, Consumer<? super R> out)
      throws IOException, InterruptedException {
    var underway = new ArrayDeque<Future<R>>();
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
      out.accept(each.apply(List.of(Frames.malformed(e, 0, new byte[0], 0, 0))));
    } finally {
      underway.forEach(task -> task.cancel(true));
    }
  }

  private byte[] buffer() {
    var used = buffers.poll();
    return used == null ? new byte[CaptureReader.BUFFER] : used;
  }

  private R read(Stretch stretch) throws MalformedInput {
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
    if (stretch.bytes().length == CaptureReader.BUFFER) {
      buffers.add(stretch.bytes());
    }
    idle.add(frames);
    return each.apply(made);
  }

  private static @Nullable Emission emission(
      Frames frames, byte[] bytes, Cursor cursor, long position) {
    return switch (cursor.content) {
      case FRAME -> frames.frame(bytes, cursor, position);
      case LOSS -> frames.loss(cursor);
      case OTHER -> null;
    };
  }

  private void deliverAll(ArrayDeque<Future<R>> underway, Consumer<? super R> out)
      throws InterruptedException {
    while (!underway.isEmpty()) {
      deliver(underway.remove(), out);
    }
  }

  private void deliver(Future<R> done, Consumer<? super R> out) throws InterruptedException {
    try {
      out.accept(done.get());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
