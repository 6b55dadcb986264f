package io.gluesnow.glue;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.Column;
import io.gluesnow.catalog.DataType;
import io.gluesnow.catalog.StorageFormat;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.model.FederatedTable;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableIdentifier;

class GlueTableConverterTest {
  private static final TableId ID = TableId.of("111122223333", "eu-west-1", "lake", "shipments");
  private static final Instant CREATED = Instant.parse("2026-11-03T09:00:00Z");
  private static final Instant UPDATED = Instant.parse("2026-11-03T10:00:00Z");

  private static TableDefinition convert(Table.Builder table) {
    return GlueTableConverter.fromTable(ID, table.build());
  }

  @Test
  void aTableWithNothingButANameIsEmptyEverywhere() {
    TableDefinition table = convert(Table.builder().name("shipments"));
    assertThat(table.id()).isEqualTo(ID);
    assertThat(table.version()).isEqualTo(TableVersion.of(Instant.EPOCH, -1, Instant.EPOCH));
    assertThat(table.tableType()).isEmpty();
    assertThat(table.description()).isEmpty();
    assertThat(table.location()).isEmpty();
    assertThat(table.columns()).isEmpty();
    assertThat(table.partitionKeys()).isEmpty();
    assertThat(table.format()).isEqualTo(StorageFormat.of("", "", "", Map.of()));
    assertThat(table.parameters()).isEmpty();
    assertThat(table.linkTarget()).isEmpty();
    assertThat(table.federated()).isFalse();
    assertThat(table.governed()).isFalse();
  }

  @Test
  @Tag("trap:aws-2")
  void theUpdateTimeIsTheCreateTimeUntilThereIsOne() {
    assertThat(convert(Table.builder().createTime(CREATED)).version().updatedAt())
        .isEqualTo(CREATED);
    assertThat(
            convert(Table.builder().createTime(CREATED).updateTime(UPDATED).versionId("41"))
                .version())
        .isEqualTo(TableVersion.of(CREATED, 41, UPDATED));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "12, 12", "' 7 ', 7", "abc, -1", "'', -1", ", -1", "-5, -1", "1.5, -1"})
  void aVersionIdIsANumberOrUnknown(String versionId, long number) {
    assertThat(convert(Table.builder().versionId(versionId)).version().number()).isEqualTo(number);
  }

  @Test
  @Tag("trap:aws-12")
  void nullsInListsAndMapsAreLeftOut() {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("projection.date.interval", "1");
    parameters.put("projection.date.interval.unit", "DAYS");
    parameters.put("nothing", null);
    TableDefinition table =
        convert(
            Table.builder()
                .parameters(parameters)
                .partitionKeys(
                    Arrays.asList(null, column("day", "date", null), column(null, null, null)))
                .storageDescriptor(StorageDescriptor.builder().build()));
    assertThat(table.parameters())
        .containsOnly(
            Map.entry("projection.date.interval", "1"),
            Map.entry("projection.date.interval.unit", "DAYS"));
    assertThat(table.partitionKeys())
        .containsExactly(
            Column.of("day", DataType.Primitive.of(DataType.Primitive.Kind.DATE)),
            Column.of("", DataType.Unknown.of("")));
    assertThat(table.format()).isEqualTo(StorageFormat.of("", "", "", Map.of()));
  }

  @Test
  @Tag("trap:aws-11")
  void icebergsMarksOnColumnsAreKept() {
    TableDefinition table =
        convert(
            Table.builder()
                .storageDescriptor(
                    StorageDescriptor.builder()
                        .columns(
                            column(
                                "legacy_code", "string", Map.of("iceberg.field.current", "false")))
                        .build()));
    assertThat(table.columns().get(0).parameters())
        .containsExactly(Map.entry("iceberg.field.current", "false"));
  }

  @Test
  @Tag("trap:aws-21")
  void aResourceLinkPointsElsewhereAndHasNoStorage() {
    TableIdentifier target =
        TableIdentifier.builder()
            .catalogId("444455556666")
            .databaseName("Partner")
            .name("Orders")
            .region("us-east-1")
            .build();
    TableDefinition link = convert(Table.builder().targetTable(target));
    assertThat(link.linkTarget())
        .contains(TableId.of("444455556666", "us-east-1", "partner", "orders"));
    assertThat(link.location()).isEmpty();
  }

  @Test
  @Tag("trap:aws-21")
  void aLinkThatNamesNoCatalogOrRegionStaysInItsOwn() {
    TableIdentifier.Builder target = TableIdentifier.builder().databaseName("d").name("t");
    assertThat(convert(Table.builder().targetTable(target.build())).linkTarget())
        .contains(TableId.of(ID.catalog(), ID.region(), "d", "t"));
    assertThat(convert(Table.builder().targetTable(target.name("").build())).linkTarget())
        .isEmpty();
  }

  @Test
  void federatedTablesAndLakeFormationAreSeen() {
    TableDefinition table =
        convert(
            Table.builder()
                .federatedTable(FederatedTable.builder().connectionName("c").build())
                .isRegisteredWithLakeFormation(true));
    assertThat(table.federated()).isTrue();
    assertThat(table.governed()).isTrue();
  }

  private static software.amazon.awssdk.services.glue.model.Column column(
      String name, String type, Map<String, String> parameters) {
    return software.amazon.awssdk.services.glue.model.Column.builder()
        .name(name)
        .type(type)
        .parameters(parameters)
        .build();
  }
}
