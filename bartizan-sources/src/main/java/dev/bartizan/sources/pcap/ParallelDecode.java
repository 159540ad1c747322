package dev.bartizan.sources.pcap;

import dev.bartizan.core.event.Emission;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.sources.packet.PacketDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Decodes whole captures on several threads, and has them work on what came of each stretch of a
 * few thousand frames; the results are delivered in order on the caller's thread. The threads take
 * turns at reading, so that each decodes what it has just read. Memory is bounded: a few stretches
 * per thread are on their way at any time. Worth its while for large files; {@link PcapSource} is
 * the way into the pipeline.
 *
 * @param <R> what the threads make of a stretch
 */
public final class ParallelDecode<R> implements AutoCloseable {
  private final int threads;
  private final Function<List<Emission>, R> each;
  private final ExecutorService workers;
  private final ConcurrentLinkedQueue<Worker> idle = new ConcurrentLinkedQueue<>();

  /** What came of the stretch of this number; none of the last. */
  private record Result<R>(long number, boolean last, List<R> made) {}

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
      idle.add(new Worker(new Frames(decoders.get())));
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
    try (var reader = new CaptureReader(in)) {
      deliver(new Turns(reader), out);
    } catch (MalformedInput e) {
      out.accept(each.apply(List.of(Frames.malformed(e, 0, new byte[0], 0, 0))));
    }
  }

  private void deliver(Turns turns, Consumer<? super R> out)
      throws IOException, InterruptedException {
    var done = new ExecutorCompletionService<Result<R>>(workers);
    var early = new HashMap<Long, Result<R>>();
    long asked = 0;
    long next = 0;
    boolean more = true;
    while (more || next < asked) {
      while (more && asked < next + 2L * threads) {
        done.submit(() -> work(turns));
        asked++;
      }
      var result = finished(done);
      early.put(result.number, result);
      for (var ready = early.remove(next); ready != null; ready = early.remove(next)) {
        ready.made.forEach(out);
        more &= !ready.last;
        next++;
      }
    }
  }

  private Result<R> finished(ExecutorCompletionService<Result<R>> done)
      throws IOException, InterruptedException {
    try {
      return done.take().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private Result<R> work(Turns turns) throws IOException, MalformedInput {
    var worker = idle.remove();
    try {
      var turn = turns.take(worker.spare());
      var stretch = turn.stretch();
      if (stretch != null) {
        var made = List.of(each.apply(worker.read(stretch)));
        return new Result<>(turn.number(), false, made);
      }
      var fault = turn.fault();
      return new Result<>(
          turn.number(), true, fault == null ? List.of() : List.of(each.apply(List.of(fault))));
    } finally {
      idle.add(worker);
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
