package io.gluesnow.cloudtrail;

import java.util.Set;

/** The services whose calls can change what Snowflake should show. */
public final class EventSources {
  static final String GLUE = "glue.amazonaws.com";

  /** Grants and revokes decide which columns of a table are seen. */
  static final String LAKE_FORMATION = "lakeformation.amazonaws.com";

  /**
   * Its tables stand in Glue's federated catalog {@code s3tablescatalog}, without calls to Glue.
   */
  static final String S3_TABLES = "s3tables.amazonaws.com";

  /**
   * Values of a record's {@code eventSource}. A record of any other is irrelevant whatever else it
   * holds, so that whoever reads many of them need not read those.
   */
  public static final Set<String> RELEVANT = Set.of(GLUE, LAKE_FORMATION, S3_TABLES);

  private EventSources() {}
}
