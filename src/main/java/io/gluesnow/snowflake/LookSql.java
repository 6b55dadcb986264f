package io.gluesnow.snowflake;

import io.gluesnow.plan.ObjectName;

/**
 * The statements that only read, as SQL text; none needs a warehouse.
 *
 * <p>Pages: show-external-tables, show-databases, show-schemas, show-objects, show-stages,
 * show-parameters, desc-external-table and get_ddl below
 * https://docs.snowflake.com/en/sql-reference/.
 */
final class LookSql {
  /**
   * A SHOW returns at most this many rows, LIMIT takes no more, and some are refused that would
   * have more and do not say LIMIT.
   */
  static final int MOST_ROWS = 10_000;

  private LookSql() {}

  /** All external tables that we can see. */
  static String showAccount() {
    return "SHOW EXTERNAL TABLES IN ACCOUNT" + limit("");
  }

  static String showDatabase(String database) {
    return "SHOW EXTERNAL TABLES IN DATABASE " + SqlIdentifier.quoted(database) + limit("");
  }

  /** The external tables of a schema whose names come after the given one, or all. */
  static String showAfter(String database, String schema, String after) {
    return "SHOW EXTERNAL TABLES IN SCHEMA "
        + SqlIdentifier.schema(ObjectName.of(database, schema, ""))
        + limit(after);
  }

  static String showDatabases(String after) {
    return "SHOW TERSE DATABASES" + limit(after);
  }

  static String showSchemas(String database, String after) {
    return "SHOW TERSE SCHEMAS IN DATABASE " + SqlIdentifier.quoted(database) + limit(after);
  }

  private static String limit(String after) {
    return " LIMIT " + MOST_ROWS + (after.isEmpty() ? "" : " FROM " + SqlLiteral.of(after));
  }

  /** The external tables of a name's schema whose names begin so, up to the limit of rows. */
  static String showBeginning(ObjectName anyInSchema, String prefix) {
    return "SHOW EXTERNAL TABLES IN SCHEMA "
        + SqlIdentifier.schema(anyInSchema)
        + (prefix.isEmpty() ? "" : " STARTS WITH " + SqlLiteral.of(prefix))
        + limit("");
  }

  /**
   * The external table of this name and perhaps some others: LIKE ignores case and knows wildcards,
   * STARTS WITH minds the case and knows none.
   */
  static String showOne(ObjectName name) {
    return "SHOW EXTERNAL TABLES LIKE "
        + SqlLiteral.like(name.name())
        + " IN SCHEMA "
        + SqlIdentifier.schema(name)
        + " STARTS WITH "
        + SqlLiteral.of(name.name());
  }

  /** Whatever table or view has this name, and perhaps some others. */
  static String showObjects(ObjectName name) {
    return "SHOW OBJECTS LIKE "
        + SqlLiteral.like(name.name())
        + " IN SCHEMA "
        + SqlIdentifier.schema(name)
        + " STARTS WITH "
        + SqlLiteral.of(name.name());
  }

  /** The stage of this name and perhaps some others. */
  static String showStages(ObjectName stage) {
    return "SHOW STAGES LIKE "
        + SqlLiteral.like(stage.name())
        + " IN SCHEMA "
        + SqlIdentifier.schema(stage);
  }

  static String columns(ObjectName name) {
    return "DESC EXTERNAL TABLE " + SqlIdentifier.qualified(name) + " TYPE = COLUMNS";
  }

  /** The file format in force, besides the stage's own properties. */
  static String stageOf(ObjectName name) {
    return "DESC EXTERNAL TABLE " + SqlIdentifier.qualified(name) + " TYPE = STAGE";
  }

  /** The table's DDL with full names. */
  static String ddl(ObjectName name) {
    return "SELECT GET_DDL('TABLE', " + SqlLiteral.of(SqlIdentifier.qualified(name)) + ", TRUE)";
  }

  /** Whether quoted names keep their case in our sessions. */
  static String quotingParameter() {
    return "SHOW PARAMETERS LIKE 'QUOTED_IDENTIFIERS_IGNORE_CASE' IN SESSION";
  }
}
