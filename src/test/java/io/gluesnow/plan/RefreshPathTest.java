package io.gluesnow.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.PartitionPath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are registered again for an event about a partition. */
class RefreshPathTest {
  private static final Glue ORDERS =
      Glue.parquet().column("id", "int").key("region", "string").key("dt", "date");

  private static RefreshPath of(Glue table, PartitionPath partition) {
    return TargetMapper.of(Policies.standard()).refreshPath(table.definition(), partition);
  }

  @ParameterizedTest
  @CsvSource({
    "s3://lake/shop/orders/region=eu/dt=2026-11-03/, region=eu/dt=2026-11-03/",
    "s3://lake/shop/orders/region=eu/dt=2026-11-03, region=eu/dt=2026-11-03/",
    "s3a://LAKE/shop/orders/eu/2026-11-03, eu/2026-11-03/",
    "s3n://lake/shop/orders/region=a%3Ab/, region=a%3Ab/",
  })
  void partitionBelowTheTablesLocationIsRegisteredByItsPath(String location, String path) {
    assertThat(of(ORDERS, PartitionPath.at(location))).isEqualTo(RefreshPath.below(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://lake/shop/orders2/region=eu/",
        "s3://lake/other/",
        "s3://pond/shop/orders/region=eu/",
        "hdfs://name/shop/orders/region=eu/"
      })
  void partitionElsewhereIsNotShownByAnExternalTable(String location) {
    RefreshPath path = of(ORDERS, PartitionPath.at(location));

    assertThat(path.outside()).contains(location);
    assertThat(path.isAll()).isFalse();
  }

  @Test
  void partitionThatHasTheTablesOwnLocationOrOneAboveItIsAllOfIt() {
    assertThat(of(ORDERS, PartitionPath.at("s3://lake/shop/orders"))).isEqualTo(RefreshPath.ALL);
    assertThat(of(ORDERS, PartitionPath.at("s3://lake/shop"))).isEqualTo(RefreshPath.ALL);
  }

  @Test
  void pathThatSnowflakeWouldSpellInAnotherWayIsAllOfIt() {
    assertThat(of(ORDERS, PartitionPath.at("s3://lake/shop/orders//region=eu/")))
        .isEqualTo(RefreshPath.ALL);
  }

  @Test
  void valuesAloneDoNotTellWhereTheFilesAre() {
    assertThat(of(ORDERS, PartitionPath.of(List.of("eu", "2026-11-03"))))
        .isEqualTo(RefreshPath.ALL);
    assertThat(of(ORDERS, PartitionPath.joined("eu,2026-11-03"))).isEqualTo(RefreshPath.ALL);
    assertThat(of(ORDERS, PartitionPath.EVERYTHING)).isEqualTo(RefreshPath.ALL);
  }

  @Test
  void projectedTableHasTheLocationOfItsTemplate() {
    Glue projected =
        Glue.parquet()
            .column("id", "int")
            .key("dt", "string")
            .with("projection.enabled", "true")
            .with("storage.location.template", "s3://lake/events/days/${dt}/");

    assertThat(of(projected, PartitionPath.at("s3://lake/events/days/2026-11-03/")))
        .isEqualTo(RefreshPath.below("2026-11-03/"));
  }

  @Test
  void tableThatIsNoTargetHasOnlyAllFiles() {
    assertThat(
            of(
                Glue.parquet().column("id", "int").at(""),
                PartitionPath.at("s3://lake/shop/orders/region=eu/")))
        .isEqualTo(RefreshPath.ALL);
  }
}
