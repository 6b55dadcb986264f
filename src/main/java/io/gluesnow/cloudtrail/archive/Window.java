package io.gluesnow.cloudtrail.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of an inflated object that is in memory: from what must be kept (the record that is
 * being read) to what was inflated last. It grows with the record, up to a limit, and never with
 * the object.
 *
 * <p>Fields instead of accessors: the readers' inner loops live on them.
 */
final class Window implements AutoCloseable {
  /** How many bytes before {@link #keep} stay readable, so that a look back needs no check. */
  static final int BEHIND = 32;

  /** What is inflated at a time: less would copy gzip's own window more often than needed. */
  static final int CHUNK = 256 * 1024;

  /** What became of a {@link #fill}. */
  enum Filled {
    MORE,
    /** Nothing follows. */
    END,
    /** What must be kept takes all the room that there may be. */
    FULL
  }

  private final Gunzip gunzip = new Gunzip();
  private final int most;
  private final int chunk;

  byte[] bytes;

  /** Where the inflated bytes end. */
  int to;

  /** Where the reader stands. */
  int at;

  /** From where on bytes must stay; -1 where none need to. */
  int keep;

  private long dropped;

  /**
   * @param most how many bytes can be kept
   */
  Window(int most) {
    this(most, CHUNK);
  }

  /**
   * @param chunk how many bytes are inflated at a time, at most
   */
  Window(int most, int chunk) {
    this.most = most;
    this.chunk = chunk;
    this.bytes = new byte[BEHIND + 2 * Math.min(chunk, most)];
  }

  void start(InputStream compressed) {
    gunzip.start(compressed);
    to = BEHIND;
    at = BEHIND;
    keep = -1;
    dropped = -BEHIND;
    Arrays.fill(bytes, 0, BEHIND, (byte) ' ');
  }

  /** How many inflated bytes stand before this place of the window. */
  long offset(int place) {
    return dropped + place;
  }

  /** What is wrong with the gzip, as the rest of a sentence; null while nothing is. */
  String damage() {
    return gunzip.damage();
  }

  /** Inflates more; {@link #at}, {@link #keep} and {@link #to} move along with their bytes. */
  Filled fill() throws IOException {
    int from = keep >= 0 ? keep : at;
    if (to - from >= most) {
      return Filled.FULL;
    }
    int wanted = Math.min(chunk, most - (to - from));
    if (bytes.length - to < wanted) {
      makeRoom(from, wanted);
    }
    int inflated = gunzip.read(bytes, to, wanted);
    if (inflated < 0) {
      return Filled.END;
    }
    to += inflated;
    return Filled.MORE;
  }

  private void makeRoom(int from, int wanted) {
    int shift = from - BEHIND;
    byte[] target = bytes;
    int needed = BEHIND + to - from + wanted;
    if (needed > bytes.length) {
      target = new byte[Math.min(BEHIND + most, Math.max(needed, 2 * bytes.length))];
    }
    System.arraycopy(bytes, shift, target, 0, to - shift);
    bytes = target;
    to -= shift;
    at -= shift;
    keep = keep < 0 ? keep : keep - shift;
    dropped += shift;
  }

  @Override
  public void close() {
    gunzip.close();
  }
}
