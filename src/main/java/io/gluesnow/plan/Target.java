package io.gluesnow.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The Snowflake object that a table should be, as a value; or none, with the reason. */
public abstract class Target {
  private Target() {}

  /** One method a case; a new kind of target breaks every visitor at compile time. */
  public interface Visitor<R> {
    R external(ExternalTable table);

    R none(Refusal refusal);
  }

  public abstract <R> R accept(Visitor<R> visitor);

  /**
   * Hash of all that matters of this target: two with the same fingerprint need no statement to
   * become one another. A rejected target is remembered by it.
   */
  public abstract String fingerprint();

  /** The table as a target is an external table, if it is one. */
  public Optional<ExternalTable> externalTable() {
    return Optional.empty();
  }

  public static Target none(Refusal refusal) {
    return new None(refusal);
  }

  /** Not made in Snowflake. */
  public static final class None extends Target {
    private final Refusal refusal;

    private None(Refusal refusal) {
      this.refusal = Objects.requireNonNull(refusal, "refusal");
    }

    public Refusal refusal() {
      return refusal;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.none(refusal);
    }

    @Override
    public String fingerprint() {
      return Fingerprint.of("none", refusal.toString());
    }

    @Override
    public String toString() {
      return "none (" + refusal + ")";
    }
  }

  /** An external table over files below a stage. */
  public static final class ExternalTable extends Target {
    private final ObjectName name;
    private final List<TargetColumn> columns;
    private final List<String> partitionBy;
    private final StageLocation location;
    private final FileFormat format;
    private final boolean autoRefresh;
    private final String comment;
    private final List<String> warnings;

    // Asked for in each comparison; a race only computes the same value twice.
    private String fingerprint;
    private String structureFingerprint;

    private ExternalTable(
        ObjectName name,
        List<TargetColumn> columns,
        List<String> partitionBy,
        StageLocation location,
        FileFormat format,
        boolean autoRefresh,
        String comment,
        List<String> warnings) {
      this.name = Objects.requireNonNull(name, "name");
      this.columns = List.copyOf(columns);
      this.partitionBy = List.copyOf(partitionBy);
      this.location = Objects.requireNonNull(location, "location");
      this.format = Objects.requireNonNull(format, "format");
      this.autoRefresh = autoRefresh;
      this.comment = Objects.requireNonNull(comment, "comment");
      this.warnings = List.copyOf(warnings);
    }

    /**
     * @param columns in order, the partition columns among them; without Snowflake's own VALUE
     * @param partitionBy names of the partition columns in order, empty for none
     * @param comment the user's part of the comment, without our mark; empty for none
     */
    public static ExternalTable of(
        ObjectName name,
        List<TargetColumn> columns,
        List<String> partitionBy,
        StageLocation location,
        FileFormat format,
        boolean autoRefresh,
        String comment) {
      return new ExternalTable(
          name, columns, partitionBy, location, format, autoRefresh, comment, List.of());
    }

    public ObjectName name() {
      return name;
    }

    public List<TargetColumn> columns() {
      return columns;
    }

    public List<String> partitionBy() {
      return partitionBy;
    }

    public StageLocation location() {
      return location;
    }

    public FileFormat format() {
      return format;
    }

    public boolean autoRefresh() {
      return autoRefresh;
    }

    public String comment() {
      return comment;
    }

    /**
     * What people should know of a table that is made all the same, a sentence each; no statement
     * comes of it.
     */
    public List<String> warnings() {
      return warnings;
    }

    /** The same table with another user's part of the comment. */
    public ExternalTable withComment(String newComment) {
      return new ExternalTable(
          name, columns, partitionBy, location, format, autoRefresh, newComment, warnings);
    }

    /** The same table with other warnings. */
    public ExternalTable withWarnings(List<String> sentences) {
      return new ExternalTable(
          name, columns, partitionBy, location, format, autoRefresh, comment, sentences);
    }

    @Override
    public Optional<ExternalTable> externalTable() {
      return Optional.of(this);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.external(this);
    }

    @Override
    public String fingerprint() {
      if (fingerprint == null) {
        List<String> parts =
            new ArrayList<>(
                List.of(name.toString(), structure(), Boolean.toString(autoRefresh), comment));
        // Else a warning that is new would be saved with the look.
        parts.addAll(warnings);
        fingerprint = Fingerprint.of(parts.toArray(new String[0]));
      }
      return fingerprint;
    }

    /**
     * Hash of columns whatever their order, partitioning, location and format: what the mark
     * carries, to settle equality where Snowflake's own form of an expression cannot be parsed.
     */
    public String structureFingerprint() {
      if (structureFingerprint == null) {
        structureFingerprint = Fingerprint.of(structure()).substring(0, 16);
      }
      return structureFingerprint;
    }

    // No plan can move a column, and none is needed for a default that is stated.
    private String structure() {
      List<String> unordered =
          columns.stream().map(TargetColumn::toString).sorted().collect(Collectors.toList());
      return Fingerprint.of(unordered.toArray(new String[0]))
          + " by "
          + partitionBy
          + " in "
          + location
          + " as "
          + format.withoutDefaults();
    }

    @Override
    public String toString() {
      return name + " " + columns + " by " + partitionBy + " in " + location + " as " + format;
    }
  }

  @Override
  public final boolean equals(Object o) {
    return o instanceof Target
        && getClass() == o.getClass()
        && fingerprint().equals(((Target) o).fingerprint());
  }

  @Override
  public final int hashCode() {
    return fingerprint().hashCode();
  }
}
