package io.gluesnow.glue;

import io.gluesnow.catalog.DatabaseId;
import java.util.Objects;
import java.util.Optional;

/** A database of a list, and where it leads if it is a resource link. */
public final class ListedDatabase {
  private final DatabaseId id;
  private final DatabaseId target;

  private ListedDatabase(DatabaseId id, DatabaseId target) {
    this.id = Objects.requireNonNull(id, "id");
    this.target = target;
  }

  public static ListedDatabase of(DatabaseId id) {
    return new ListedDatabase(id, null);
  }

  public static ListedDatabase link(DatabaseId id, DatabaseId target) {
    return new ListedDatabase(id, Objects.requireNonNull(target, "target"));
  }

  public DatabaseId id() {
    return id;
  }

  public Optional<DatabaseId> target() {
    return Optional.ofNullable(target);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ListedDatabase
        && id.equals(((ListedDatabase) o).id)
        && Objects.equals(target, ((ListedDatabase) o).target);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, target);
  }

  @Override
  public String toString() {
    return id + (target == null ? "" : " -> " + target);
  }
}
