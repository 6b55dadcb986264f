package io.gluesnow.flink;

import io.gluesnow.catalog.StoredParts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The stored form of one type that crosses an edge or enters state. A new field means a new
 * version; {@link #read} keeps every older one readable, since savepoints outlive releases.
 */
public abstract class ValueSerializer<T> implements SimpleVersionedSerializer<T>, Serializable {
  private static final long serialVersionUID = 1L;

  protected abstract Class<T> type();

  protected abstract void write(T value, DataOutputStream out) throws IOException;

  /**
   * @param version one that {@link #getVersion} has returned in some release
   */
  protected abstract T read(int version, DataInputStream in) throws IOException;

  @Override
  public final byte[] serialize(T value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    DataOutputStream out = new DataOutputStream(bytes);
    write(value, out);
    out.flush();
    return bytes.toByteArray();
  }

  @Override
  public final T deserialize(int version, byte[] bytes) throws IOException {
    if (version < 1 || version > getVersion()) {
      throw new IOException(
          "a "
              + type().getSimpleName()
              + " of format version "
              + version
              + " was stored by a newer release: this one reads up to "
              + getVersion());
    }
    return read(version, new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  protected static void writeText(String text, DataOutputStream out) throws IOException {
    StoredParts.text(text, out);
  }

  protected static String readText(DataInputStream in) throws IOException {
    return StoredParts.text(in);
  }

  /** Each by its text. */
  protected static void writeTexts(Collection<?> values, DataOutputStream out) throws IOException {
    StoredParts.all(values, out, (value, to) -> StoredParts.text(value.toString(), to));
  }

  protected static List<String> readTexts(DataInputStream in) throws IOException {
    return StoredParts.all(in, StoredParts::text);
  }

  /** A value inside another, with a version of its own. */
  protected static <P> void writePart(ValueSerializer<P> form, P part, DataOutputStream out)
      throws IOException {
    byte[] bytes = form.serialize(part);
    out.writeInt(form.getVersion());
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  protected static <P> P readPart(ValueSerializer<P> form, DataInputStream in) throws IOException {
    int version = in.readInt();
    return form.deserialize(version, in.readNBytes(in.readInt()));
  }

  protected static void writeTime(Instant time, DataOutputStream out) throws IOException {
    StoredParts.time(time, out);
  }

  protected static Instant readTime(DataInputStream in) throws IOException {
    return StoredParts.time(in);
  }
}
