package io.gluesnow.catalog;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What all stored forms are made of; savepoints hold it, so none of it can ever change. */
public final class StoredParts {
  private StoredParts() {}

  /** Writes one value. */
  public interface Writer<T> {
    void write(T value, DataOutput out) throws IOException;
  }

  /** Reads what the {@link Writer} of the same type has written. */
  public interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  /** A value, or {@code null}. */
  public static <T> void maybe(T value, DataOutput out, Writer<T> writer) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      writer.write(value, out);
    }
  }

  public static <T> T maybe(DataInput in, Reader<T> reader) throws IOException {
    return in.readBoolean() ? reader.read(in) : null;
  }

  /** How many there are, and each. */
  public static <T> void all(Collection<T> values, DataOutput out, Writer<T> writer)
      throws IOException {
    out.writeInt(values.size());
    for (T value : values) {
      writer.write(value, out);
    }
  }

  public static <T> List<T> all(DataInput in, Reader<T> reader) throws IOException {
    List<T> values = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      values.add(reader.read(in));
    }
    return values;
  }

  /** To the nanosecond. */
  public static void time(Instant at, DataOutput out) throws IOException {
    out.writeLong(at.getEpochSecond());
    out.writeInt(at.getNano());
  }

  public static Instant time(DataInput in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  /** Of any length: {@link DataOutput#writeUTF} takes 64 KB, and a comment may be longer. */
  public static void text(String text, DataOutput out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  public static String text(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
