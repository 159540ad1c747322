package dev.bartizan.core.store;

import dev.bartizan.core.component.Component;
import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.Raw;
import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.pipeline.Batch;
import dev.bartizan.core.query.Query;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps events, the positions and books of their sources, and a state per address. One thread
 * commits; any thread may read, and sees whole batches only. Reads may block for the length of a
 * query; they throw {@link StoreException} when the store is broken.
 */
public interface EventStore extends Component {
  /**
   * Writes a batch in one transaction: all of it, or after a crash nothing. Events are numbered on
   * from {@link #lastId}.
   *
   * @return the number of the batch's last event; {@link #lastId} when the batch has none
   * @throws StoreException when nothing of it was written, such as with a full disk; the same batch
   *     may be committed again
   */
  long commit(Batch batch);

  /**
   * The number of the last committed event, 0 when there was none; numbers are never used twice.
   */
  long lastId();

  /**
   * Events in {@code (after, after+...]} by rising number, at most {@code limit}; for live readers
   * that resume.
   */
  List<StoredEvent> after(long id, int limit);

  /** A page of events; the newest first unless {@link Selection} says otherwise. */
  Page events(Selection selection);

  /** How many events are in the selection; its cursor and limit do not count. */
  long count(Selection selection);

  /**
   * Counts by time: the selection's range cut in {@code buckets} equal parts, each split by {@code
   * by} into its values (the largest first, at most 12, the rest as {@link Histogram#OTHER}).
   */
  Histogram histogram(Selection selection, int buckets, Optional<Field> by);

  /**
   * The most frequent values of a field with their counts, at most {@code limit}; events without
   * the field are left out.
   */
  List<Count> top(Selection selection, Field field, int limit);

  /** How many distinct values a field has in the selection. */
  long distinct(Selection selection, Field field);

  /** What is known about one address over all time, also from events that retention has removed. */
  Optional<AddressState> address(Address address);

  /** Addresses last seen in a time range, ordered as asked, at most {@code limit}. */
  List<AddressState> addresses(long fromMicros, long toMicros, AddressOrder order, int limit);

  /** Position and books of each source that ever committed, by name. */
  Map<String, SourceState> sources();

  /** The latest gaps of a source, newest first, at most {@code limit}. */
  List<dev.bartizan.core.event.Emission.Gap> gaps(String source, int limit);

  /** The raw record of an event, if its source keeps raw records and it has not expired. */
  Optional<Raw> raw(long id);

  /** How much it holds at present. */
  default Extent extent() {
    var all = Selection.of(Query.all());
    var first = events(all.oldestFirst().limit(1)).events();
    long oldest = first.isEmpty() ? -1 : first.getFirst().event().head().time();
    return new Extent(count(all), -1, oldest, "memory");
  }
}
