package io.gluesnow.flink;

import java.util.Objects;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink how a value of ours is stored, so that Kryo is never asked. */
public final class ValueTypeInfo<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1L;

  private final ValueSerializer<T> format;

  private ValueTypeInfo(ValueSerializer<T> format) {
    this.format = Objects.requireNonNull(format, "format");
  }

  public static <T> ValueTypeInfo<T> of(ValueSerializer<T> format) {
    return new ValueTypeInfo<>(format);
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<T> getTypeClass() {
    return format.type();
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new VersionedTypeSerializer<>(format);
  }

  @Override
  @SuppressWarnings("deprecation") // abstract in 1.20
  public TypeSerializer<T> createSerializer(ExecutionConfig config) {
    return new VersionedTypeSerializer<>(format);
  }

  @Override
  public boolean canEqual(Object o) {
    return o instanceof ValueTypeInfo;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ValueTypeInfo
        && format.getClass() == ((ValueTypeInfo<?>) o).format.getClass();
  }

  @Override
  public int hashCode() {
    return format.getClass().hashCode();
  }

  @Override
  public String toString() {
    return format.type().getSimpleName();
  }
}
