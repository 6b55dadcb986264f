package io.gluesnow.cloudtrail.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates gzip straight into the caller's array: one or many members, each checked by its
 * checksum. Damage is no exception: what could be inflated before it comes first, then the end, and
 * {@link #damage()} says what is wrong. Only the stream below throws.
 *
 * <p>The format is RFC 1952's.
 */
final class Gunzip implements AutoCloseable {
  private static final int CHUNK = 64 * 1024;

  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] chunk = new byte[CHUNK];

  private InputStream in;
  private int at;
  private int filled;
  private boolean inMember;
  private boolean ended;
  private int members;
  private String damage;

  /** Begins with another stream, which stays the caller's to close. */
  void start(InputStream stream) {
    in = stream;
    at = 0;
    filled = 0;
    inMember = false;
    ended = false;
    members = 0;
    damage = null;
  }

  /** What is wrong with the gzip, as the rest of a sentence; null while nothing is. */
  String damage() {
    return damage;
  }

  /**
   * Inflates some bytes.
   *
   * @return how many, at least one; -1 at the end, be it good or damaged
   */
  int read(byte[] into, int from, int length) throws IOException {
    while (!ended) {
      if (!inMember && !beginMember()) {
        ended = true;
        return -1;
      }
      int inflated = inflate(into, from, length);
      if (inflated > 0) {
        checksum.update(into, from, inflated);
        return inflated;
      }
    }
    return -1;
  }

  /** What could be inflated now; 0 where a member has ended or nothing more can be read. */
  private int inflate(byte[] into, int from, int length) throws IOException {
    long before = inflater.getBytesWritten();
    try {
      while (true) {
        int inflated = inflater.inflate(into, from, length);
        if (inflated > 0) {
          return inflated;
        }
        if (inflater.finished()) {
          endMember();
          return 0;
        }
        if (inflater.needsDictionary()) {
          return broken("its gzip asks for a dictionary");
        }
        if (!more()) {
          return broken("its gzip ends too early");
        }
        inflater.setInput(chunk, at, filled - at);
        at = filled;
      }
    } catch (DataFormatException e) {
      broken("its gzip cannot be inflated (" + e.getMessage() + ")");
      // Bytes that came out in the call that found the damage are as good as those before.
      return (int) (inflater.getBytesWritten() - before);
    }
  }

  private int broken(String what) {
    damage = what;
    ended = true;
    return 0;
  }

  private boolean beginMember() throws IOException {
    int first = next();
    if (first < 0) {
      if (members == 0) {
        broken("it is empty");
      }
      return false;
    }
    if (first != 0x1f || next() != 0x8b) {
      broken(members == 0 ? "it is no gzip" : "something that is no gzip follows its gzip");
      return false;
    }
    int method = next();
    int flags = next();
    for (int i = 0; i < 6; i++) {
      next(); // time, level and system
    }
    if ((flags & EXTRA) != 0) {
      int low = next();
      int high = next();
      for (int i = low + (high << 8); i > 0 && next() >= 0; i--) {
        // says nothing to us
      }
    }
    skipText(flags & NAME);
    skipText(flags & COMMENT);
    int last = 0;
    if ((flags & HEADER_CHECKSUM) != 0) {
      next();
      last = next();
    }
    if (method != 8 || flags < 0 || last < 0) {
      broken(method >= 0 && method != 8 ? "its gzip is of an unknown method" : "it ends too early");
      return false;
    }
    inflater.reset();
    checksum.reset();
    inflater.setInput(chunk, at, filled - at);
    at = filled;
    members++;
    inMember = true;
    return true;
  }

  private void skipText(int present) throws IOException {
    if (present != 0) {
      int b = next();
      while (b > 0) {
        b = next();
      }
    }
  }

  private void endMember() throws IOException {
    at = filled - inflater.getRemaining();
    inMember = false;
    long told = fourBytes();
    long length = fourBytes();
    if (told < 0 || length < 0) {
      broken("its gzip ends too early");
    } else if (told != checksum.getValue()) {
      broken("its checksum does not match: what was read of it may be wrong");
    } else if (length != (inflater.getBytesWritten() & 0xffffffffL)) {
      broken("its length does not match: what was read of it may be wrong");
    }
  }

  private long fourBytes() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      long b = next();
      if (b < 0) {
        return -1;
      }
      value |= b << shift;
    }
    return value;
  }

  /** The next byte as it is stored; -1 at the end. */
  private int next() throws IOException {
    return at < filled || more() ? chunk[at++] & 0xff : -1;
  }

  /** Reads on once the chunk is used up. */
  private boolean more() throws IOException {
    at = 0;
    filled = Math.max(0, in.read(chunk, 0, chunk.length));
    return filled > 0;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
