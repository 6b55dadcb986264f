package io.gluesnow.snowflake;

import io.gluesnow.plan.Applied;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Protections;
import io.gluesnow.plan.Target;

/** One row of SHOW EXTERNAL TABLES. */
final class ShownTable {
  private final Row row;

  private ShownTable(Row row) {
    this.row = row;
  }

  static ShownTable of(Row row) {
    return new ShownTable(row);
  }

  ObjectName name() {
    return ObjectName.of(row.text("database_name"), row.text("schema_name"), row.text("name"));
  }

  String comment() {
    return row.text("comment");
  }

  /** As printed: the name of a stage, each part quoted where it needs to be. */
  String stage() {
    return row.text("stage");
  }

  /** As printed: {@code @stage/path/}, or a URL. */
  String location() {
    return row.text("location");
  }

  /** A queue is only shown for a table that follows its files by itself. */
  boolean autoRefresh() {
    return !row.text("notification_channel").isEmpty();
  }

  /** Snowflake's reason why the table cannot be read any more; empty for a sound table. */
  String invalid() {
    if (!row.isTrue("invalid")) {
      return "";
    }
    String reason = row.text("invalid_reason");
    return reason.isEmpty() ? "no reason given" : reason;
  }

  Applied applied(Target.ExternalTable structure, Protections protections) {
    return Applied.of(
            name(),
            Applied.EXTERNAL_TABLE,
            row.text("owner"),
            row.text("created_on"),
            comment(),
            structure,
            protections)
        .withFiles(files());
  }

  /** NULL until files are first registered, by hand or automatically. */
  private Applied.Files files() {
    if (!row.has("last_refreshed_on")) {
      return Applied.Files.NOT_SHOWN;
    }
    return row.text("last_refreshed_on").isEmpty()
        ? Applied.Files.NEVER_REGISTERED
        : Applied.Files.REGISTERED;
  }

  @Override
  public String toString() {
    return row.toString();
  }
}
