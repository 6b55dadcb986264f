package io.gluesnow.converge;

import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableVersion;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What is held of Glue's last answer that stood: a version, or that there is no such table. */
public final class GlueKnown {
  private final TableVersion version;
  private final Instant askedAt;

  private GlueKnown(TableVersion version, Instant askedAt) {
    this.version = version;
    this.askedAt = Objects.requireNonNull(askedAt, "askedAt");
  }

  public static GlueKnown present(TableVersion version, Instant askedAt) {
    return new GlueKnown(Objects.requireNonNull(version, "version"), askedAt);
  }

  public static GlueKnown absent(Instant askedAt) {
    return new GlueKnown(null, askedAt);
  }

  static GlueKnown of(Snapshot snapshot) {
    return new GlueKnown(
        snapshot.definition().map(TableDefinition::version).orElse(null), snapshot.askedAt());
  }

  /** Empty for absent. */
  public Optional<TableVersion> version() {
    return Optional.ofNullable(version);
  }

  public boolean isAbsent() {
    return version == null;
  }

  /** When it was asked, by this job's clock: older events are superseded. */
  public Instant askedAt() {
    return askedAt;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof GlueKnown
        && Objects.equals(version, ((GlueKnown) o).version)
        && askedAt.equals(((GlueKnown) o).askedAt);
  }

  @Override
  public int hashCode() {
    return Objects.hash(version, askedAt);
  }

  @Override
  public String toString() {
    return (version == null ? "absent" : version.toString()) + " asked at " + askedAt;
  }
}
