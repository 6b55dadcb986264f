package io.gluesnow.glue;

import io.gluesnow.catalog.Column;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.HiveTypeParser;
import io.gluesnow.catalog.StorageFormat;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.DatabaseIdentifier;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableIdentifier;

/**
 * From the SDK's table to ours. Glue requires hardly anything of a table, so everything but its
 * name may be missing here; what is missing becomes empty.
 */
final class GlueTableConverter {
  private GlueTableConverter() {}

  /**
   * @param id what was asked for. The answer's own names only tell where it comes from: Glue names
   *     a table behind a linked database by its own catalog and database
   */
  static TableDefinition fromTable(TableId id, Table table) {
    StorageDescriptor storage = table.storageDescriptor();
    TableDefinition.Builder definition =
        TableDefinition.builder(id, version(table))
            .tableType(orEmpty(table.tableType()))
            .description(orEmpty(table.description()))
            .partitionKeys(columns(table.partitionKeys()))
            .parameters(parameters(table.parameters()))
            .federated(table.federatedTable() != null)
            .governed(Boolean.TRUE.equals(table.isRegisteredWithLakeFormation()));
    if (storage != null) {
      definition
          .location(orEmpty(storage.location()))
          .columns(columns(storage.columns()))
          .format(format(storage));
    }
    TableId target = linkTarget(id, table.targetTable());
    if (target != null) {
      return definition.linkTarget(target).build();
    }
    TableId found = found(id, table);
    return found.databaseId().equals(id.databaseId())
        ? definition.build()
        : definition.linkTo(found).build();
  }

  /** Where the answer comes from; nested catalogs may be written in several ways. */
  private static TableId found(TableId id, Table table) {
    DatabaseId asked = id.databaseId();
    String catalog = isBlank(table.catalogId()) ? id.catalog() : table.catalogId();
    String database = isBlank(table.databaseName()) ? id.database() : table.databaseName();
    DatabaseId found = DatabaseId.of(catalog, id.region(), database);
    boolean sameAccount = found.account().equals(asked.account());
    return (sameAccount && found.database().equals(asked.database()) ? asked : found)
        .table(id.table());
  }

  /**
   * Where a database link leads; it stays in its own catalog and region unless it says otherwise.
   */
  static Optional<DatabaseId> linkTarget(DatabaseId id, Database database) {
    DatabaseIdentifier target = database.targetDatabase();
    return target == null || isBlank(target.databaseName())
        ? Optional.empty()
        : Optional.of(
            DatabaseId.of(
                isBlank(target.catalogId()) ? id.catalog() : target.catalogId(),
                isBlank(target.region()) ? id.region() : target.region(),
                target.databaseName()));
  }

  private static TableVersion version(Table table) {
    Instant created = table.createTime() == null ? Instant.EPOCH : table.createTime();
    Instant updated = table.updateTime() == null ? created : table.updateTime();
    return TableVersion.of(created, number(table.versionId()), updated);
  }

  /** Glue counts versions in text. */
  private static long number(String versionId) {
    try {
      return versionId == null ? -1 : Math.max(-1, Long.parseLong(versionId.strip()));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static List<Column> columns(
      List<software.amazon.awssdk.services.glue.model.Column> columns) {
    List<Column> converted = new ArrayList<>();
    for (software.amazon.awssdk.services.glue.model.Column column : orEmpty(columns)) {
      if (column != null) {
        converted.add(
            Column.of(
                orEmpty(column.name()),
                HiveTypeParser.parse(column.type()),
                orEmpty(column.comment()),
                parameters(column.parameters())));
      }
    }
    return converted;
  }

  private static StorageFormat format(StorageDescriptor storage) {
    SerDeInfo serde = storage.serdeInfo();
    return StorageFormat.of(
        orEmpty(storage.inputFormat()),
        orEmpty(storage.outputFormat()),
        serde == null ? "" : orEmpty(serde.serializationLibrary()),
        serde == null ? Map.of() : parameters(serde.parameters()));
  }

  /** A link stays in its own catalog and region unless it says otherwise. */
  private static TableId linkTarget(TableId id, TableIdentifier target) {
    if (target == null || isBlank(target.databaseName()) || isBlank(target.name())) {
      return null;
    }
    return TableId.of(
        isBlank(target.catalogId()) ? id.catalog() : target.catalogId(),
        isBlank(target.region()) ? id.region() : target.region(),
        target.databaseName(),
        target.name());
  }

  private static Map<String, String> parameters(Map<String, String> parameters) {
    Map<String, String> kept = new LinkedHashMap<>();
    if (parameters != null) {
      parameters.forEach(
          (key, value) -> {
            if (key != null && value != null) {
              kept.put(key, value);
            }
          });
    }
    return kept;
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return Objects.requireNonNullElse(list, List.of());
  }

  private static String orEmpty(String text) {
    return Objects.requireNonNullElse(text, "");
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }
}
