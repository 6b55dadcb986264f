package io.gluesnow.flink;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.InstantiationUtil;

/**
 * Lets Flink use a {@link ValueSerializer} on edges and in keyed state. Each value carries its
 * format version, so state of an older release is read without migration.
 */
final class VersionedTypeSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;

  private final ValueSerializer<T> format;

  VersionedTypeSerializer(ValueSerializer<T> format) {
    this.format = Objects.requireNonNull(format, "format");
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return this;
  }

  @Override
  public T createInstance() {
    return null;
  }

  @Override
  public T copy(T from) {
    return from;
  }

  @Override
  public T copy(T from, T reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    SimpleVersionedSerialization.writeVersionAndSerialize(format, value, target);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    return SimpleVersionedSerialization.readVersionAndDeSerialize(format, source);
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof VersionedTypeSerializer
        && format.getClass() == ((VersionedTypeSerializer<?>) o).format.getClass();
  }

  @Override
  public int hashCode() {
    return format.getClass().hashCode();
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new Snapshot<>(format);
  }

  /** Remembers which format wrote the state; values carry their own version. */
  public static final class Snapshot<T> implements TypeSerializerSnapshot<T> {
    private ValueSerializer<T> format;

    /** For Flink. */
    public Snapshot() {}

    Snapshot(ValueSerializer<T> format) {
      this.format = format;
    }

    @Override
    public int getCurrentVersion() {
      return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
      out.writeUTF(format.getClass().getName());
    }

    @Override
    @SuppressWarnings("unchecked")
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader loader)
        throws IOException {
      try {
        Class<?> stored = Class.forName(in.readUTF(), true, loader);
        format = (ValueSerializer<T>) InstantiationUtil.instantiate(stored);
      } catch (ClassNotFoundException e) {
        throw new IOException("the state was written by a format that this release lacks", e);
      }
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
      return new VersionedTypeSerializer<>(format);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
        TypeSerializerSnapshot<T> old) {
      boolean same =
          old instanceof Snapshot && ((Snapshot<?>) old).format.getClass() == format.getClass();
      return same
          ? TypeSerializerSchemaCompatibility.compatibleAsIs()
          : TypeSerializerSchemaCompatibility.incompatible();
    }
  }
}
