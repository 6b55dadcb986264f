package io.gluesnow.corpus;

import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.standin.AwsStandIns;
import java.util.Optional;

/** The databases that tables live in, each with a lot of its own. */
enum Home {
  PUBLIC(AwsStandIns.ACCOUNT, "dev_db__public", "DEV_DB.PUBLIC"),
  /** Is deleted and created again. */
  STAGING(AwsStandIns.ACCOUNT, "dev_db__staging", "DEV_DB.STAGING"),
  /** In the catalog of another account. */
  PARTNER("444455556666", "dev_db__partner", "DEV_DB.PARTNER"),
  /** Off the naming rule: none of its tables can be shown. */
  LANDING(AwsStandIns.ACCOUNT, "landing", null);

  private final DatabaseId id;
  private final String schema;

  Home(String catalog, String database, String schema) {
    this.id = DatabaseId.of(catalog, AwsStandIns.REGION, database);
    this.schema = schema;
  }

  static Home of(DatabaseId id) {
    for (Home home : values()) {
      if (home.id.equals(id)) {
        return home;
      }
    }
    throw new IllegalArgumentException("no database of a life: " + id);
  }

  DatabaseId id() {
    return id;
  }

  /** Where its tables are in Snowflake: database and schema. */
  Optional<String> schema() {
    return Optional.ofNullable(schema);
  }

  boolean isForeign() {
    return !id.catalog().equals(AwsStandIns.ACCOUNT);
  }
}
