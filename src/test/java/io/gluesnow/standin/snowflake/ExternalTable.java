package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** An external table as the catalog holds it; every change makes a new value. */
final class ExternalTable {
  private final Draft fields;

  private ExternalTable(Draft fields) {
    this.fields = fields;
  }

  Name name() {
    return fields.name;
  }

  List<Column> columns() {
    return Collections.unmodifiableList(fields.columns);
  }

  Optional<Column> column(String name) {
    return fields.columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  List<String> partitionBy() {
    return Collections.unmodifiableList(fields.partitionBy);
  }

  Name stage() {
    return fields.stage;
  }

  /** The generation of the stage it was created on; replacing the stage breaks the link. */
  long stageGeneration() {
    return fields.stageGeneration;
  }

  /** Below the stage's URL, with a final slash unless empty. */
  String path() {
    return fields.path;
  }

  boolean userSpecified() {
    return fields.userSpecified;
  }

  boolean delta() {
    return fields.delta;
  }

  boolean autoRefresh() {
    return fields.autoRefresh;
  }

  Optional<String> pattern() {
    return Optional.ofNullable(fields.pattern);
  }

  FileFormat format() {
    return fields.format;
  }

  String comment() {
    return fields.comment == null ? "" : fields.comment;
  }

  long createdOn() {
    return fields.createdOn;
  }

  /** Milliseconds, or 0 when it was never refreshed. */
  long refreshedOn() {
    return fields.refreshedOn;
  }

  /** Differs between a table and one that was created in its place. */
  long generation() {
    return fields.generation;
  }

  Grants grants() {
    return fields.grants;
  }

  Optional<Name> policy() {
    return Optional.ofNullable(fields.policy);
  }

  Map<Name, String> tags() {
    return Collections.unmodifiableMap(fields.tags);
  }

  /** The registered files, by full URL. */
  Set<String> files() {
    return Collections.unmodifiableSet(fields.files);
  }

  /** Manual partitions: location to values. */
  Map<String, Map<String, String>> partitions() {
    return Collections.unmodifiableMap(fields.partitions);
  }

  Draft change() {
    return fields.copy();
  }

  static Draft named(Name name) {
    Draft draft = new Draft();
    draft.name = name;
    return draft;
  }

  /** A table being changed. */
  static final class Draft {
    private Name name;
    List<Column> columns = new ArrayList<>();
    List<String> partitionBy = new ArrayList<>();
    Name stage;
    long stageGeneration;
    String path = "";
    boolean userSpecified;
    boolean delta;
    boolean autoRefresh;
    String pattern;
    FileFormat format;
    String comment;
    long createdOn;
    long refreshedOn;
    long generation;
    Grants grants;
    Name policy;
    TreeMap<Name, String> tags = new TreeMap<>();
    Set<String> files = Collections.emptySet();
    TreeMap<String, Map<String, String>> partitions = new TreeMap<>();

    private Draft copy() {
      Draft copy = new Draft();
      copy.name = name;
      copy.columns = new ArrayList<>(columns);
      copy.partitionBy = partitionBy;
      copy.stage = stage;
      copy.stageGeneration = stageGeneration;
      copy.path = path;
      copy.userSpecified = userSpecified;
      copy.delta = delta;
      copy.autoRefresh = autoRefresh;
      copy.pattern = pattern;
      copy.format = format;
      copy.comment = comment;
      copy.createdOn = createdOn;
      copy.refreshedOn = refreshedOn;
      copy.generation = generation;
      copy.grants = grants;
      copy.policy = policy;
      copy.tags = new TreeMap<>(tags);
      copy.files = files;
      copy.partitions = new TreeMap<>(partitions);
      return copy;
    }

    void addFiles(Set<String> more) {
      Set<String> all = new TreeSet<>(files);
      all.addAll(more);
      files = all;
    }

    void dropFiles(Set<String> gone) {
      Set<String> left = new TreeSet<>(files);
      left.removeAll(gone);
      files = left;
    }

    ExternalTable done() {
      Objects.requireNonNull(grants);
      return new ExternalTable(copy());
    }
  }

  @Override
  public String toString() {
    return "EXTERNAL TABLE " + fields.name + " " + fields.columns;
  }
}
