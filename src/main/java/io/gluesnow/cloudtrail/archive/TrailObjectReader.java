package io.gluesnow.cloudtrail.archive;

import io.gluesnow.cloudtrail.EventSources;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads a trail object: hands on the bytes of each record whose {@code eventSource} is one of
 * {@link EventSources#RELEVANT}, and counts the others. Memory is bounded by the largest record
 * that is handed on, whatever the object's size.
 *
 * <p>An <em>item</em> is a record, or something that stands where a record should and is none (it
 * is handed on too, for the decoder to say what it is), or damage, which ends the object: what was
 * read before it stands. Items are numbered, and the same bytes give the same items, so a reader
 * that has to begin anew skips those that were handed on.
 *
 * <p>Records about other services are not checked beyond what finding their end takes: that their
 * bytes are those that CloudTrail wrote, gzip's checksum says. So in an object whose JSON is broken
 * the items are those of a reader that looks at each token up to the last record that is whole, and
 * no record before the fault is missed. From there on there is no such promise: what stands in the
 * list between that record and the fault, and is no record, may be taken for a part of it; a record
 * that is handed on may have such bytes behind it; and the fault itself may go unnoticed.
 *
 * <p>One reader reads many objects, one after the other; it is not for two threads at once.
 */
public final class TrailObjectReader implements AutoCloseable {
  /**
   * The largest record that is handed on, in bytes. CloudTrail's own limit is 256 KB, and 1 MB in
   * an event data store.
   */
  public static final int LARGEST_RECORD = 4 * 1024 * 1024;

  /** What {@link #step} came to. */
  public enum Step {
    /** {@link #record} has the bytes of one item. */
    RECORD,
    /** One item cannot be handed on, and {@link #reason} says why. */
    UNREADABLE,
    /** Some of the object was read without finding anything: time to look at the clock. */
    PAUSE,
    /** The object has no more items. */
    END
  }

  private final Window window;
  private final Outline outline;
  private final FastLane lane = new FastLane();
  private final int largest;

  private long done;
  private long items;
  private long skipped;
  private boolean inLane;
  private boolean ended;
  private long paused;
  private byte[] record;
  private String reason;

  public TrailObjectReader() {
    this(LARGEST_RECORD, new Window(LARGEST_RECORD));
  }

  TrailObjectReader(int largest, Window window) {
    this.largest = largest;
    this.window = window;
    this.outline = new Outline(window);
  }

  /**
   * Begins an object.
   *
   * @param compressed as it is stored; stays the caller's to close
   * @param done how many items to pass over in silence, since they were handed on before
   */
  public void start(InputStream compressed, long done) {
    window.start(compressed);
    outline.start();
    this.done = done;
    items = 0;
    skipped = 0;
    inLane = false;
    ended = false;
    paused = 0;
  }

  /** The bytes of the item that was found. */
  public byte[] record() {
    return record;
  }

  /** Why the item cannot be handed on, as the rest of a sentence about the object. */
  public String reason() {
    return reason;
  }

  /** How many items there were so far, the last one and those passed over included. */
  public long items() {
    return items;
  }

  /** How many records about other services there were since this was last asked. */
  public long takeSkipped() {
    long count = skipped;
    skipped = 0;
    return count;
  }

  /**
   * Reads on.
   *
   * @throws IOException only if the stream below throws it
   */
  public Step step() throws IOException {
    while (!ended) {
      if (inLane) {
        FastLane.Stop stop = lane.run(window);
        skip(lane.takePassed());
        if (stop == FastLane.Stop.MORE && window.fill() == Window.Filled.MORE) {
          return Step.PAUSE;
        }
        inLane = false;
        if (stop == FastLane.Stop.CANDIDATE ? candidate() : closeLook()) {
          return found();
        }
      } else if (outlined()) {
        return found();
      } else if (window.offset(window.at) - paused > Window.CHUNK) {
        paused = window.offset(window.at);
        return Step.PAUSE;
      }
    }
    return Step.END;
  }

  private Step found() {
    return record == null ? Step.UNREADABLE : Step.RECORD;
  }

  /** The record's end is known, and whether it matters is not; true if it is an item to tell. */
  private boolean candidate() throws IOException {
    int end = window.at - 1;
    window.at = window.keep;
    boolean isItem = false;
    if (outline.recordIsRelevant(end)) {
      isItem = item("");
    } else {
      skip(1);
    }
    window.keep = -1;
    return isItem;
  }

  /** Reads the record at {@link Window#keep} byte by byte; true if it is an item to tell of. */
  private boolean closeLook() throws IOException {
    window.at = window.keep;
    if (!outline.record()) {
      return broken();
    }
    boolean isItem = false;
    if (outline.isRelevant()) {
      isItem = item("its record at index " + items + " matters and has more than ");
    } else {
      skip(1);
    }
    window.keep = -1;
    return isItem;
  }

  /** Reads up to the next record; true if there was an item to tell of instead. */
  private boolean outlined() throws IOException {
    switch (outline.next()) {
      case RECORD:
        lane.begin();
        inLane = true;
        return false;
      case OTHER:
        boolean isItem = item("it is no list of records, or something in its list has more than ");
        window.keep = -1;
        return isItem;
      case DIGEST:
        skip(1);
        window.keep = -1;
        return false;
      case END:
        ended = true;
        return (window.damage() != null || outline.isEmpty()) && broken();
      default:
        return broken();
    }
  }

  /** Counts what was read from {@link Window#keep} on; true if it was not told of before. */
  private boolean item(String tooLarge) {
    record = null;
    reason = null;
    items++;
    if (items <= done) {
      return false;
    }
    if (window.keep < 0 || window.at - window.keep > largest) {
      reason = tooLarge + largest + " bytes";
    } else {
      record = Arrays.copyOfRange(window.bytes, window.keep, window.at);
    }
    return true;
  }

  private void skip(long records) {
    items += records;
    skipped += Math.max(0, Math.min(records, items - done));
  }

  /** Damage is the object's last item. */
  private boolean broken() {
    ended = true;
    record = null;
    items++;
    String what =
        window.damage() != null
            ? window.damage()
            : outline.isEmpty()
                ? "it holds nothing"
                : outline.isCut() ? "its JSON ends too early" : "its JSON cannot be read";
    reason =
        what
            + " (after "
            + (items - 1)
            + " records, at byte "
            + window.offset(window.at)
            + " of what it inflates to)";
    return items > done;
  }

  @Override
  public void close() {
    window.close();
  }
}
