package io.gluesnow.snowflake;

import io.gluesnow.plan.ObjectName;

/**
 * The statements that only read, as SQL text; none needs a warehouse.
 *
 * <p>Pages: show-external-tables, show-objects, show-stages, show-parameters, desc-external-table
 * and get_ddl below https://docs.snowflake.com/en/sql-reference/.
 */
final class LookSql {
  /** A SHOW returns at most this many rows. */
  static final int MOST_ROWS = 10_000;

  private LookSql() {}

  /** All external tables of a name's schema, up to Snowflake's limit of rows. */
  static String showSchema(ObjectName anyInSchema) {
    return "SHOW EXTERNAL TABLES IN SCHEMA "
        + SqlIdentifier.schema(anyInSchema)
        + " LIMIT "
        + MOST_ROWS;
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
