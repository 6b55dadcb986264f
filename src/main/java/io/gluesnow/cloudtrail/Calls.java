package io.gluesnow.cloudtrail;

import static java.util.Map.entry;

import java.util.Map;

/**
 * What each call comes to: the one list. A call that is not in it is {@link Effect#NONE}: it reads,
 * or it writes what Snowflake does not show.
 *
 * <p>A name that is new in Glue is a line here, a line in {@code calls.txt} of the tests, and a
 * line in the rule of the deployment template; the tests hold the three together.
 */
final class Calls {
  /** What a call did, if it succeeded. */
  enum Effect {
    NONE,
    TABLE_CREATED,
    TABLE_UPDATED,
    TABLE_DELETED,
    /** The old name is gone, the new one is there. */
    TABLE_RENAMED,
    PARTITIONS_CHANGED,
    DATABASE_CREATED,
    DATABASE_UPDATED,
    DATABASE_DELETED,
    /**
     * Every known table of the catalog may have come, gone or changed, without a call of its own.
     */
    CATALOG_CHANGED,
    /** Who may see which columns of some tables or of all tables of a database. */
    PERMISSIONS_CHANGED
  }

  private static final Map<String, Effect> GLUE =
      Map.ofEntries(
          entry("CreateTable", Effect.TABLE_CREATED),
          entry("UpdateTable", Effect.TABLE_UPDATED),
          // An action of the Iceberg REST endpoint; documented as logged under UpdateTable.
          entry("StartUpdateTableTransaction", Effect.TABLE_UPDATED),
          entry("DeleteTable", Effect.TABLE_DELETED),
          entry("BatchDeleteTable", Effect.TABLE_DELETED),
          entry("CreatePartition", Effect.PARTITIONS_CHANGED),
          entry("BatchCreatePartition", Effect.PARTITIONS_CHANGED),
          entry("UpdatePartition", Effect.PARTITIONS_CHANGED),
          entry("BatchUpdatePartition", Effect.PARTITIONS_CHANGED),
          entry("DeletePartition", Effect.PARTITIONS_CHANGED),
          entry("BatchDeletePartition", Effect.PARTITIONS_CHANGED),
          entry("CreateDatabase", Effect.DATABASE_CREATED),
          entry("UpdateDatabase", Effect.DATABASE_UPDATED),
          entry("DeleteDatabase", Effect.DATABASE_DELETED),
          // Deletes all that is in it without a word about its databases; a federated one that is
          // made (again) or altered brings, or takes, whole databases in the same way.
          entry("CreateCatalog", Effect.CATALOG_CHANGED),
          entry("UpdateCatalog", Effect.CATALOG_CHANGED),
          entry("DeleteCatalog", Effect.CATALOG_CHANGED),

          // Adds Athena's tables of before 2017 to the account's catalog, once. No table that is
          // known changes by it, and those that come are found by the next listing.
          entry("ImportCatalogToGlue", Effect.NONE),
          // Old versions are history.
          entry("DeleteTableVersion", Effect.NONE),
          entry("BatchDeleteTableVersion", Effect.NONE),
          // Indexes and statistics help Glue's own readers.
          entry("CreatePartitionIndex", Effect.NONE),
          entry("DeletePartitionIndex", Effect.NONE),
          entry("UpdateColumnStatisticsForTable", Effect.NONE),
          entry("DeleteColumnStatisticsForTable", Effect.NONE),
          entry("UpdateColumnStatisticsForPartition", Effect.NONE),
          entry("DeleteColumnStatisticsForPartition", Effect.NONE),
          entry("StartColumnStatisticsTaskRun", Effect.NONE),
          // What an optimizer, a crawler, an integration or a refresh of a materialized view does
          // to a table comes as a call of its own.
          entry("CreateTableOptimizer", Effect.NONE),
          entry("UpdateTableOptimizer", Effect.NONE),
          entry("DeleteTableOptimizer", Effect.NONE),
          entry("StartMaterializedViewRefreshTaskRun", Effect.NONE),
          entry("CreateIntegration", Effect.NONE),
          entry("UpdateCrawler", Effect.NONE),
          // A table that we may no longer see waits and is looked at again by itself.
          entry("PutResourcePolicy", Effect.NONE),
          entry("DeleteResourcePolicy", Effect.NONE),
          entry("PutDataCatalogEncryptionSettings", Effect.NONE),
          entry("PutDataCatalogExportConfiguration", Effect.NONE),
          // A table names the version of its schema, so that a new one does not change it.
          entry("RegisterSchemaVersion", Effect.NONE));

  /** Where these name a table, it is looked at: what we may see of it can have changed. */
  private static final Map<String, Effect> LAKE_FORMATION =
      Map.ofEntries(
          entry("GrantPermissions", Effect.PERMISSIONS_CHANGED),
          entry("RevokePermissions", Effect.PERMISSIONS_CHANGED),
          entry("BatchGrantPermissions", Effect.PERMISSIONS_CHANGED),
          entry("BatchRevokePermissions", Effect.PERMISSIONS_CHANGED),
          entry("CreateDataCellsFilter", Effect.PERMISSIONS_CHANGED),
          entry("UpdateDataCellsFilter", Effect.PERMISSIONS_CHANGED),
          entry("DeleteDataCellsFilter", Effect.PERMISSIONS_CHANGED),
          entry("AddLFTagsToResource", Effect.PERMISSIONS_CHANGED),
          entry("RemoveLFTagsFromResource", Effect.PERMISSIONS_CHANGED),

          // They name a location, a tag or an account, and not the tables that this comes to.
          entry("RegisterResource", Effect.NONE),
          entry("DeregisterResource", Effect.NONE),
          entry("UpdateResource", Effect.NONE),
          entry("UpdateLFTag", Effect.NONE),
          entry("DeleteLFTag", Effect.NONE),
          entry("PutDataLakeSettings", Effect.NONE),
          // One for each query.
          entry("GetDataAccess", Effect.NONE));

  private static final Map<String, Effect> S3_TABLES =
      Map.ofEntries(
          entry("CreateTable", Effect.TABLE_CREATED),
          entry("UpdateTableMetadataLocation", Effect.TABLE_UPDATED),
          entry("RenameTable", Effect.TABLE_RENAMED),
          entry("DeleteTable", Effect.TABLE_DELETED),
          entry("CreateNamespace", Effect.DATABASE_CREATED),
          entry("DeleteNamespace", Effect.DATABASE_DELETED),

          // Says that files were compacted, and names the table by an id that Glue does not know.
          entry("TablesMaintenanceEvent", Effect.NONE),
          // A bucket can only be deleted when it is empty.
          entry("CreateTableBucket", Effect.NONE),
          entry("DeleteTableBucket", Effect.NONE));

  /**
   * Each call that was thought about, by the {@code eventSource} and {@code eventName} of its
   * records.
   */
  static final Map<String, Map<String, Effect>> BY_SOURCE =
      Map.of(
          EventSources.GLUE, GLUE,
          EventSources.LAKE_FORMATION, LAKE_FORMATION,
          EventSources.S3_TABLES, S3_TABLES);

  private Calls() {}

  /**
   * @param source a record's {@code eventSource}
   * @param call its {@code eventName}
   */
  static Effect effect(String source, String call) {
    return BY_SOURCE.getOrDefault(source, Map.of()).getOrDefault(call, Effect.NONE);
  }
}
