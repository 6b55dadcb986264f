package io.gluesnow.cloudtrail;

import java.util.Arrays;
import java.util.Objects;

/**
 * Bytes that could not be read, and why, as a sentence for the person who finds the dead letter.
 */
public final class Unreadable {
  private final String reason;
  private final byte[] bytes;

  private Unreadable(String reason, byte[] bytes) {
    this.reason = Objects.requireNonNull(reason, "reason");
    this.bytes = Objects.requireNonNull(bytes, "bytes");
  }

  /**
   * @param bytes taken over, not copied (they can be 10 MiB): nobody may change them afterwards
   */
  public static Unreadable of(String reason, byte[] bytes) {
    return new Unreadable(reason, bytes);
  }

  public String reason() {
    return reason;
  }

  /** The smallest part of what came in that can be sent in again by itself; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Unreadable
        && reason.equals(((Unreadable) o).reason)
        && Arrays.equals(bytes, ((Unreadable) o).bytes);
  }

  @Override
  public int hashCode() {
    return 31 * reason.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "unreadable (" + bytes.length + " bytes): " + reason;
  }
}
