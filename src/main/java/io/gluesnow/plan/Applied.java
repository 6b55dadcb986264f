package io.gluesnow.plan;

import java.util.Objects;
import java.util.Optional;

/**
 * What a look found under a target's name: whose it is (SHOW), what it is read back into a target
 * (DESC), and what guards it (GET_DDL); the last two only when the look went that deep.
 */
public final class Applied {
  /** What is to be seen of the registration of a table's files. */
  public enum Files {
    /** No file has been registered since the table was made. */
    NEVER_REGISTERED,
    /** Files have been registered at least once. */
    REGISTERED,
    /** The look does not say. */
    NOT_SHOWN
  }

  private final ObjectName name;
  private final String kind;
  private final String owner;
  private final String createdOn;
  private final String comment;
  private final Target.ExternalTable structure;
  private final Protections protections;
  private final Files files;

  // Asked for again and again; a race only reads the same comment twice.
  private Optional<Mark> mark;

  private Applied(
      ObjectName name,
      String kind,
      String owner,
      String createdOn,
      String comment,
      Target.ExternalTable structure,
      Protections protections,
      Files files) {
    this.name = Objects.requireNonNull(name, "name");
    this.kind = Objects.requireNonNull(kind, "kind");
    this.owner = Objects.requireNonNull(owner, "owner");
    this.createdOn = Objects.requireNonNull(createdOn, "createdOn");
    this.comment = Objects.requireNonNull(comment, "comment");
    this.structure = structure;
    this.protections = protections;
    this.files = Objects.requireNonNull(files, "files");
  }

  /** The kind of object that we make ourselves. */
  public static final String EXTERNAL_TABLE = "EXTERNAL TABLE";

  /**
   * @param kind {@link #EXTERNAL_TABLE}, or what else holds the name (a table, a view …)
   * @param createdOn as Snowflake prints it: tells a table from one dropped and made again
   * @param comment the whole COMMENT, mark included
   * @param structure what DESC shows, or null when it was not asked
   * @param protections what GET_DDL shows, or null when it was not asked
   */
  public static Applied of(
      ObjectName name,
      String kind,
      String owner,
      String createdOn,
      String comment,
      Target.ExternalTable structure,
      Protections protections) {
    return new Applied(
        name, kind, owner, createdOn, comment, structure, protections, Files.NOT_SHOWN);
  }

  /** The same object, of which this is to be seen about its files. */
  public Applied withFiles(Files shown) {
    return new Applied(name, kind, owner, createdOn, comment, structure, protections, shown);
  }

  public ObjectName name() {
    return name;
  }

  public String kind() {
    return kind;
  }

  public boolean isExternalTable() {
    return kind.equals(EXTERNAL_TABLE);
  }

  public String owner() {
    return owner;
  }

  public String createdOn() {
    return createdOn;
  }

  public String comment() {
    return comment;
  }

  public Optional<Mark> mark() {
    if (mark == null) {
      mark = Mark.in(comment);
    }
    return mark;
  }

  public Optional<Target.ExternalTable> structure() {
    return Optional.ofNullable(structure);
  }

  public Optional<Protections> protections() {
    return Optional.ofNullable(protections);
  }

  public Files files() {
    return files;
  }

  @Override
  public boolean equals(Object o) {
    if (!(o instanceof Applied)) {
      return false;
    }
    Applied a = (Applied) o;
    return name.equals(a.name)
        && kind.equals(a.kind)
        && owner.equals(a.owner)
        && createdOn.equals(a.createdOn)
        && comment.equals(a.comment)
        && Objects.equals(structure, a.structure)
        && Objects.equals(protections, a.protections)
        && files == a.files;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, createdOn, comment);
  }

  @Override
  public String toString() {
    return kind + " " + name + " of " + owner + " created " + createdOn;
  }
}
