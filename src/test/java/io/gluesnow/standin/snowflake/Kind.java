package io.gluesnow.standin.snowflake;

/** The kinds of objects that can be owned and granted on. */
enum Kind {
  ACCOUNT("Account"),
  DATABASE("Database"),
  SCHEMA("Schema"),
  TABLE("Table"),
  /** A standard table or a view, which a person made: in the way of external tables of its name. */
  RELATION("Object"),
  STAGE("Stage"),
  FILE_FORMAT("File format"),
  ROW_ACCESS_POLICY("Row access policy"),
  TAG("Tag"),
  WAREHOUSE("Warehouse"),
  INTEGRATION("Integration"),
  STREAM("Stream"),
  ROLE("Role"),
  USER("User");

  private final String label;

  Kind(String label) {
    this.label = label;
  }

  /** The word that Snowflake's messages use for it. */
  String label() {
    return label;
  }

  /** How many parts a full name of this kind has. */
  int depth() {
    switch (this) {
      case ACCOUNT:
        return 0;
      case SCHEMA:
        return 2;
      case TABLE:
      case RELATION:
      case STAGE:
      case FILE_FORMAT:
      case ROW_ACCESS_POLICY:
      case TAG:
      case STREAM:
        return 3;
      default:
        return 1;
    }
  }
}
