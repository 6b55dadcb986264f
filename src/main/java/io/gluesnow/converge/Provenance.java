package io.gluesnow.converge;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import java.util.Objects;
import java.util.Optional;

/** Why a statement is sent, for its QUERY_TAG: which event, by whom, for which Glue version. */
public final class Provenance {
  private final TableId table;
  private final CatalogEvent event;
  private final TableVersion version;
  private final TableId linkTo;

  private Provenance(TableId table, CatalogEvent event, TableVersion version, TableId linkTo) {
    this.table = Objects.requireNonNull(table, "table");
    this.event = event;
    this.version = version;
    this.linkTo = linkTo;
  }

  /**
   * @param event the newest event that it answers, or null for a sweep or a repair
   * @param version of the definition, or null where the table is absent or was not asked for
   * @param linkTo what the definition was read from where the table is a resource link, or null
   */
  public static Provenance of(
      TableId table, CatalogEvent event, TableVersion version, TableId linkTo) {
    return new Provenance(table, event, version, linkTo);
  }

  public TableId table() {
    return table;
  }

  public Optional<String> eventId() {
    return Optional.ofNullable(event).map(CatalogEvent::eventId);
  }

  public Optional<String> principal() {
    return Optional.ofNullable(event).map(CatalogEvent::principal);
  }

  public Optional<TableVersion> glueVersion() {
    return Optional.ofNullable(version);
  }

  /** What the table is a resource link to. */
  public Optional<TableId> linkTo() {
    return Optional.ofNullable(linkTo);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Provenance
        && table.equals(((Provenance) o).table)
        && Objects.equals(event, ((Provenance) o).event)
        && Objects.equals(version, ((Provenance) o).version)
        && Objects.equals(linkTo, ((Provenance) o).linkTo);
  }

  @Override
  public int hashCode() {
    return Objects.hash(table, event, version);
  }

  @Override
  public String toString() {
    return "for " + table + (event == null ? "" : " by " + event.eventId());
  }
}
