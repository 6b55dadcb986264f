package io.gluesnow.cloudtrail.archive;

import java.util.Objects;

/** One object of a store: its key, and its size as it is stored. */
public final class StoredObject {
  private final String key;
  private final long size;

  private StoredObject(String key, long size) {
    this.key = Objects.requireNonNull(key, "key");
    this.size = size;
  }

  /**
   * @param size in bytes
   */
  public static StoredObject of(String key, long size) {
    return new StoredObject(key, size);
  }

  public String key() {
    return key;
  }

  /** In bytes. */
  public long size() {
    return size;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof StoredObject
        && key.equals(((StoredObject) o).key)
        && size == ((StoredObject) o).size;
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, size);
  }

  @Override
  public String toString() {
    return key + " (" + size + " bytes)";
  }
}
