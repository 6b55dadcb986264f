package io.gluesnow.catalog;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What Glue says a table is, whatever told us so. Text fields are empty where Glue gave none. */
public final class TableDefinition {
  private final TableId id;
  private final TableVersion version;
  private final String tableType;
  private final String description;
  private final String location;
  private final List<Column> columns;
  private final List<Column> partitionKeys;
  private final StorageFormat format;
  private final Map<String, String> parameters;
  private final TableId linkTarget;
  private final TableId linkTo;
  private final boolean federated;
  private final boolean governed;

  private TableDefinition(Builder b) {
    this.id = b.id;
    this.version = b.version;
    this.tableType = b.tableType;
    this.description = b.description;
    this.location = b.location;
    this.columns = List.copyOf(b.columns);
    this.partitionKeys = List.copyOf(b.partitionKeys);
    this.format = b.format;
    this.parameters = Map.copyOf(b.parameters);
    this.linkTarget = b.linkTarget;
    this.linkTo = b.linkTo;
    this.federated = b.federated;
    this.governed = b.governed;
  }

  public static Builder builder(TableId id, TableVersion version) {
    return new Builder(id, version);
  }

  public TableId id() {
    return id;
  }

  public TableVersion version() {
    return version;
  }

  /** For example {@code EXTERNAL_TABLE}, {@code MANAGED_TABLE}, {@code VIRTUAL_VIEW}. */
  public String tableType() {
    return tableType;
  }

  public String description() {
    return description;
  }

  /** The storage descriptor's location as it stands; not normalised. */
  public String location() {
    return location;
  }

  /** Data columns in order, without the partition keys. */
  public List<Column> columns() {
    return columns;
  }

  public List<Column> partitionKeys() {
    return partitionKeys;
  }

  public StorageFormat format() {
    return format;
  }

  public Map<String, String> parameters() {
    return parameters;
  }

  /**
   * Where a resource link points that nobody has followed: such a definition has no storage of its
   * own. Empty once it was followed.
   */
  public Optional<TableId> linkTarget() {
    return Optional.ofNullable(linkTarget);
  }

  /**
   * The table whose definition this is, where it was read through one or more resource links; the
   * id and the name of the object remain those of the link.
   */
  public Optional<TableId> linkTo() {
    return Optional.ofNullable(linkTo);
  }

  public boolean federated() {
    return federated;
  }

  /**
   * Whether Lake Formation governs the table (Glue's {@code isRegisteredWithLakeFormation}): what
   * Glue shows of it then depends on what this job's role was granted.
   */
  public boolean governed() {
    return governed;
  }

  /** Whether it says where files are or what columns they have, which a mere link does not. */
  public boolean hasStorage() {
    return !location.isBlank() || !columns.isEmpty();
  }

  /**
   * This definition as that of a resource link to it: under the link's id, with a version that goes
   * forward when either does ({@link TableVersion#through}), governed where either is.
   */
  public TableDefinition through(TableDefinition link) {
    Builder b = toBuilder(link.id, version.through(link.version));
    b.linkTo = linkTo == null ? id : linkTo;
    b.governed = governed || link.governed;
    return b.build();
  }

  /**
   * This definition under the id by which it was asked for. Of a link whose storage was read with
   * it that makes the definition of its target.
   */
  public TableDefinition as(TableId asked) {
    if (id.equals(asked) && linkTarget == null) {
      return this;
    }
    Builder b = toBuilder(asked, version);
    b.linkTarget = null;
    b.linkTo = linkTarget != null ? linkTarget : linkTo == null ? id : linkTo;
    return b.build();
  }

  private Builder toBuilder(TableId otherId, TableVersion otherVersion) {
    Builder b = new Builder(otherId, otherVersion);
    b.tableType = tableType;
    b.description = description;
    b.location = location;
    b.columns = columns;
    b.partitionKeys = partitionKeys;
    b.format = format;
    b.parameters = parameters;
    b.linkTarget = linkTarget;
    b.linkTo = linkTo;
    b.federated = federated;
    b.governed = governed;
    return b;
  }

  @Override
  public boolean equals(Object o) {
    if (!(o instanceof TableDefinition)) {
      return false;
    }
    TableDefinition t = (TableDefinition) o;
    return id.equals(t.id)
        && version.equals(t.version)
        && tableType.equals(t.tableType)
        && description.equals(t.description)
        && location.equals(t.location)
        && columns.equals(t.columns)
        && partitionKeys.equals(t.partitionKeys)
        && format.equals(t.format)
        && parameters.equals(t.parameters)
        && Objects.equals(linkTarget, t.linkTarget)
        && Objects.equals(linkTo, t.linkTo)
        && federated == t.federated
        && governed == t.governed;
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, version, location, columns, partitionKeys, parameters);
  }

  @Override
  public String toString() {
    return id
        + (linkTo == null ? "" : " as " + linkTo)
        + " "
        + version
        + " "
        + columns
        + " partitioned by "
        + partitionKeys;
  }

  /** Collects a definition; everything but id and version may be left out. */
  public static final class Builder {
    private final TableId id;
    private final TableVersion version;
    private String tableType = "EXTERNAL_TABLE";
    private String description = "";
    private String location = "";
    private List<Column> columns = List.of();
    private List<Column> partitionKeys = List.of();
    private StorageFormat format = StorageFormat.of("", "", "", Map.of());
    private Map<String, String> parameters = Map.of();
    private TableId linkTarget;
    private TableId linkTo;
    private boolean federated;
    private boolean governed;

    private Builder(TableId id, TableVersion version) {
      this.id = Objects.requireNonNull(id, "id");
      this.version = Objects.requireNonNull(version, "version");
    }

    public Builder tableType(String value) {
      tableType = Objects.requireNonNull(value);
      return this;
    }

    public Builder description(String value) {
      description = Objects.requireNonNull(value);
      return this;
    }

    public Builder location(String value) {
      location = Objects.requireNonNull(value);
      return this;
    }

    public Builder columns(List<Column> value) {
      columns = value;
      return this;
    }

    public Builder partitionKeys(List<Column> value) {
      partitionKeys = value;
      return this;
    }

    public Builder format(StorageFormat value) {
      format = Objects.requireNonNull(value);
      return this;
    }

    public Builder parameters(Map<String, String> value) {
      parameters = value;
      return this;
    }

    public Builder linkTarget(TableId value) {
      linkTarget = value;
      return this;
    }

    public Builder linkTo(TableId value) {
      linkTo = value;
      return this;
    }

    public Builder federated(boolean value) {
      federated = value;
      return this;
    }

    public Builder governed(boolean value) {
      governed = value;
      return this;
    }

    public TableDefinition build() {
      return new TableDefinition(this);
    }
  }
}
