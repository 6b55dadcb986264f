package io.gluesnow.flink;

import static io.gluesnow.testing.StoredBytes.hexed;
import static io.gluesnow.testing.StoredBytes.resource;
import static io.gluesnow.testing.StoredBytes.unhexed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.Column;
import io.gluesnow.catalog.ControlEvent;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.Doubt;
import io.gluesnow.catalog.HiveTypeParser;
import io.gluesnow.catalog.LinkTarget;
import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.catalog.PartitionPath;
import io.gluesnow.catalog.Scope;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.StorageFormat;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import io.gluesnow.converge.StoredStates;
import io.gluesnow.flink.listing.ListingItem;
import io.gluesnow.flink.listing.ListingItemSerializer;
import io.gluesnow.flink.listing.ListingSamples;
import io.gluesnow.flink.listing.ListingSplitSerializer;
import io.gluesnow.plan.ObjectName;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Savepoints outlive releases: what each version wrote is kept under {@code /stored} and must be
 * read for ever.
 */
class StoredFormTest {
  private static final Instant NOON = Instant.parse("2026-11-03T12:00:00.123456789Z");
  private static final TableId TABLE =
      TableId.of("111122223333:s3tablescatalog/bucket", "eu-west-1", "quay__sales", "inv/oices%");
  private static final CatalogEvent CREATED =
      CatalogEvent.ofTable(
          "e-1", NOON, CatalogEvent.Kind.TABLE_CREATED, TABLE, "arn:aws:iam::1:role/Ünïcode");
  private static final CatalogEvent DELETED =
      CatalogEvent.ofTable("e-2", NOON.plusSeconds(5), CatalogEvent.Kind.TABLE_DELETED, TABLE, "");

  private static final TableDefinition DEFINITION =
      TableDefinition.builder(TABLE, TableVersion.of(NOON, 12, NOON.plusSeconds(60)))
          .tableType("VIRTUAL_VIEW")
          .description("what a table\nis for")
          .location("s3://lake/invoices/")
          .columns(
              List.of(
                  Column.of(
                      "id",
                      HiveTypeParser.parse("struct<a:array<decimal(12,2)>,`b:c`:map<string,int>>"),
                      "the key",
                      Map.of("iceberg.field.id", "1")),
                  Column.of("odd", HiveTypeParser.parse("uniontype<int,string>"))))
          .partitionKeys(List.of(Column.of("day", HiveTypeParser.parse("date"))))
          .format(StorageFormat.of("in", "out", "serde", Map.of("field.delim", "\u0001")))
          .parameters(Map.of("b", "2", "a", ""))
          .linkTarget(TableId.of("999988887777", "us-east-1", "far", "away"))
          .linkTo(TableId.of("999988887777", "us-east-1", "further", "away"))
          .federated(true)
          .governed(true)
          .build();

  static Stream<Stored<?>> forms() {
    DatabaseId database = TABLE.databaseId();
    return Stream.of(
        new Stored<>("catalog-event", new CatalogEventSerializer(), CREATED),
        new Stored<>(
            "catalog-event-database",
            new CatalogEventSerializer(),
            CatalogEvent.ofDatabase(
                "e-3", NOON, CatalogEvent.Kind.DATABASE_DELETED, database, "someone")),
        new Stored<>(
            "doubt",
            new DoubtSerializer(),
            Doubt.of(TABLE, 7, CREATED, DELETED, NOON, List.of("a/b/", "c/"))),
        new Stored<>(
            "news-events",
            new TableNewsSerializer(),
            TableNews.events(Doubt.of(TABLE, 7, CREATED, DELETED, NOON, List.of("a/b/", "c/")))),
        new Stored<>(
            "news-link",
            new TableNewsSerializer(),
            TableNews.linkTargetChanged(TABLE, NOON, List.of())),
        new Stored<>(
            "news-link-files",
            2,
            new TableNewsSerializer(),
            TableNews.linkTargetChanged(TABLE, NOON, List.of("s3://lake/Größe=1/", "values=a"))),
        new Stored<>("news-resync", new TableNewsSerializer(), TableNews.resync(TABLE, NOON)),
        new Stored<>(
            "catalog-event-partitions",
            2,
            new CatalogEventSerializer(),
            CatalogEvent.ofTable("e-4", NOON, CatalogEvent.Kind.PARTITIONS_CHANGED, TABLE, "etl")
                .withPaths(
                    List.of(
                        PartitionPath.at("s3://lake/Größe=1/").toString(),
                        PartitionPath.of(List.of("a/b", "", "100%")).toString()))),
        new Stored<>(
            "catalog-event-link",
            2,
            new CatalogEventSerializer(),
            CatalogEvent.ofDatabase("e-5", NOON, CatalogEvent.Kind.DATABASE_UPDATED, database, "")
                .withLinkTarget(
                    LinkTarget.of(DatabaseId.of("444455556666", "us-east-1", "shared")))),
        new Stored<>(
            "control-event",
            new ControlEventSerializer(),
            ControlEvent.of("c-1", NOON, ControlEvent.Command.PAUSE, Scope.of(TABLE), "ida")
                .forInstance("prod")),
        new Stored<>(
            "control-event-all",
            new ControlEventSerializer(),
            ControlEvent.of("c-2", NOON, ControlEvent.Command.RESYNC, Scope.ALL, "")),
        new Stored<>(
            "doubt-partitions",
            2,
            new DoubtSerializer(),
            Doubt.of(
                CatalogEvent.ofTable("e-6", NOON, CatalogEvent.Kind.TABLE_CREATED, TABLE, "")
                    .withLinkTarget(LinkTarget.of(TABLE))
                    .withPaths(List.of(PartitionPath.EVERYTHING.toString())),
                NOON)),
        new Stored<>(
            "sweep",
            new SweepSerializer(),
            Sweep.of(Sweep.Cause.DATABASE_DELETED, Scope.of(database), NOON)),
        new Stored<>(
            "sweep-all",
            new SweepSerializer(),
            Sweep.of(Sweep.Cause.POLICY_CHANGED, Scope.ALL, NOON)),
        new Stored<>(
            "sweep-round",
            3,
            new SweepSerializer(),
            Sweep.ofRound(
                ListingScope.of("eu-west-1", List.of("1"), List.of(TABLE.databaseId())), NOON)),
        new Stored<>(
            "news-listed",
            new TableNewsSerializer(),
            TableNews.listed(Snapshot.present(NOON, DEFINITION))),
        new Stored<>(
            "news-marked",
            new TableNewsSerializer(),
            TableNews.marked(TABLE, ObjectName.of("A", "b", "C\"d"))),
        new Stored<>(
            "open-work-listed", 3, new OpenWorkSerializer(), StoredStates.openOfVersion3()),
        new Stored<>(
            "open-work-rounds", 4, new OpenWorkSerializer(), StoredStates.openOfVersion4()),
        new Stored<>("open-work-swept-files", 5, new OpenWorkSerializer(), StoredStates.open()),
        new Stored<>("pause", new PauseSerializer(), Pause.begin(Scope.of(database), NOON)),
        new Stored<>("resume", new PauseSerializer(), Pause.end(Scope.of(TABLE), NOON)),
        new Stored<>(
            "scope-sweep",
            new ScopeNewsSerializer(),
            ScopeNews.sweep(Sweep.of(Sweep.Cause.RESYNC, Scope.ALL, NOON))),
        new Stored<>(
            "scope-pause",
            new ScopeNewsSerializer(),
            ScopeNews.pause(Pause.begin(Scope.ALL, NOON))),
        new Stored<>(
            "link-change",
            new LinkChangeSerializer(),
            LinkChange.leads(TABLE, TABLE.databaseId().table("other"), NOON)),
        new Stored<>(
            "link-change-gone", new LinkChangeSerializer(), LinkChange.gone(database, NOON)),
        new Stored<>(
            "outcome",
            new OutcomeRecordSerializer(),
            OutcomeRecord.of(
                OutcomeKind.REJECTED,
                TABLE.toString(),
                "001003",
                "Snowflake refuses",
                7,
                "e-1",
                "e-2",
                "someone",
                NOON,
                NOON.plusSeconds(9),
                List.of("CREATE", "ALTER"))),
        new Stored<>("listing-split-new", new ListingSplitSerializer(), ListingSamples.atFirst()),
        new Stored<>(
            "listing-split", new ListingSplitSerializer(), ListingSamples.atWork(database)),
        new Stored<>("open-work", new OpenWorkSerializer(), StoredStates.openOfVersion1()),
        new Stored<>("known", new KnownSerializer(), StoredStates.knownOfVersion1()),
        new Stored<>("known-listed", 2, new KnownSerializer(), StoredStates.knownOfVersion2()),
        new Stored<>("known-owed", 4, new KnownSerializer(), StoredStates.known()),
        new Stored<>("definition", new TableDefinitionSerializer(), DEFINITION),
        new Stored<>("snapshot", new SnapshotSerializer(), Snapshot.present(NOON, DEFINITION)),
        new Stored<>("snapshot-absent", new SnapshotSerializer(), Snapshot.absent(NOON, TABLE)),
        new Stored<>(
            "listing-table",
            new ListingItemSerializer(),
            ListingItem.table(Snapshot.present(NOON, DEFINITION))),
        new Stored<>(
            "listing-link-table",
            new ListingItemSerializer(),
            ListingItem.link(
                TABLE,
                LinkTarget.of(TableId.of("999988887777", "us-east-1", "far", "away")),
                NOON)),
        new Stored<>(
            "listing-link-database",
            new ListingItemSerializer(),
            ListingItem.link(
                database, LinkTarget.of(DatabaseId.of("999988887777", "us-east-1", "far")), NOON)),
        new Stored<>(
            "listing-mark",
            new ListingItemSerializer(),
            ListingItem.mark(TABLE, ObjectName.of("QUAY", "SALES", "invoices of \"today\""))),
        new Stored<>(
            "listing-round-ended",
            new ListingItemSerializer(),
            ListingItem.roundEnded(
                NOON,
                ListingScope.of("eu-west-1", List.of("111122223333", "a:b/c"), List.of(database)))),
        new Stored<>(
            "counts",
            new CountsSerializer(),
            Counts.of(Map.of("events-read", 12L, "outcome-applied", 1L << 40))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  <T> void isReadBackAsItWasWritten(Stored<T> stored) throws IOException {
    ValueSerializer<T> format = stored.format;
    assertThat(format.deserialize(format.getVersion(), format.serialize(stored.value)))
        .isEqualTo(stored.value);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  @Tag("trap:aws-19")
  <T> void readsTheBytesOfEachOfItsVersions(Stored<T> stored) throws IOException {
    for (int version = stored.since; version <= stored.format.getVersion(); version++) {
      String hex = resource("/stored/" + stored.name + ".v" + version + ".hex");
      assertThat(hex)
          .as(
              "%s of version %s; written today: %s",
              stored.name, version, hexed(stored.format.serialize(stored.value)))
          .isNotEmpty();
      assertThat(stored.format.deserialize(version, unhexed(hex))).isEqualTo(stored.value);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  <T> void refusesAVersionThatItDoesNotKnow(Stored<T> stored) {
    for (int version : new int[] {0, stored.format.getVersion() + 1}) {
      assertThatThrownBy(() -> stored.format.deserialize(version, new byte[0]))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("version " + version);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  <T> void travelsThroughFlinksSerializerAndItsSnapshot(Stored<T> stored) throws IOException {
    TypeSerializer<T> serializer = new VersionedTypeSerializer<>(stored.format);
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    serializer.serialize(stored.value, bytes);
    DataOutputSerializer header = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(header, serializer.snapshotConfiguration());

    TypeSerializerSnapshot<T> restored =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(header.getCopyOfBuffer()), getClass().getClassLoader());

    assertThat(
            serializer
                .snapshotConfiguration()
                .resolveSchemaCompatibility(restored)
                .isCompatibleAsIs())
        .isTrue();
    assertThat(
            restored
                .restoreSerializer()
                .deserialize(new DataInputDeserializer(bytes.getCopyOfBuffer())))
        .isEqualTo(stored.value);
  }

  /** A savepoint names the class of each format whose values are state. */
  @Test
  void theFormatsOfStateHaveTheNamesThatSavepointsKnow() {
    assertThat(
            Stream.of(
                    new CatalogEventSerializer(),
                    new CountsSerializer(),
                    new KnownSerializer(),
                    new LinkChangeSerializer(),
                    new OpenWorkSerializer(),
                    new PauseSerializer(),
                    new SweepSerializer())
                .map(format -> format.getClass().getName()))
        .containsExactly(
            "io.gluesnow.flink.CatalogEventSerializer",
            "io.gluesnow.flink.CountsSerializer",
            "io.gluesnow.flink.KnownSerializer",
            "io.gluesnow.flink.LinkChangeSerializer",
            "io.gluesnow.flink.OpenWorkSerializer",
            "io.gluesnow.flink.PauseSerializer",
            "io.gluesnow.flink.SweepSerializer");
    assertThat(VersionedTypeSerializer.Snapshot.class.getName())
        .isEqualTo("io.gluesnow.flink.VersionedTypeSerializer$Snapshot");
  }

  @Test
  void aRawRecordKeepsItsBytesAndPlace() throws IOException {
    RawRecordSerializer format = new RawRecordSerializer();
    RawRecord record = RawRecord.of(new byte[] {0, -1, 31, -117}, "shard-1", "495");
    for (RawRecord read :
        List.of(
            format.deserialize(2, format.serialize(record)),
            format.deserialize(1, unhexed("0000000400ff1f8b0000000773686172642d3100000003343935")),
            format.deserialize(
                2, unhexed("000000000400ff1f8b0000000773686172642d3100000003343935")))) {
      assertThat(read.form()).isEqualTo(RawRecord.Form.BYTES);
      assertThat(read.bytes()).isEqualTo(record.bytes());
      assertThat(read.count()).isEqualTo(1);
      assertThat(read.origin()).isEqualTo("shard-1");
      assertThat(read.position()).isEqualTo("495");
    }
  }

  @Test
  void recordsThatWerePassedOverAndDamageAreKeptToo() throws IOException {
    RawRecordSerializer format = new RawRecordSerializer();
    RawRecord skipped = RawRecord.skipped(1L << 40, "s3://b/k", "7");
    for (RawRecord read :
        List.of(
            format.deserialize(2, format.serialize(skipped)),
            format.deserialize(
                2, unhexed("0100000100000000000000000873333a2f2f622f6b0000000137")))) {
      assertThat(read).hasToString(skipped.toString());
      assertThat(read.form()).isEqualTo(RawRecord.Form.SKIPPED);
      assertThat(read.count()).isEqualTo(1L << 40);
      assertThat(read.bytes()).isEmpty();
    }
    RawRecord damaged = RawRecord.damaged("it is gone", "s3://b/k", "0");
    for (RawRecord read :
        List.of(
            format.deserialize(2, format.serialize(damaged)),
            format.deserialize(
                2, unhexed("020000000a697420697320676f6e650000000873333a2f2f622f6b0000000130")))) {
      assertThat(read).hasToString(damaged.toString());
      assertThat(read.form()).isEqualTo(RawRecord.Form.DAMAGED);
      assertThat(read.reason()).isEqualTo("it is gone");
    }
  }

  @Test
  void textsMayBeLongerThanJavasOwnFormAllows() throws IOException {
    String longText = "ü".repeat(100_000);
    CatalogEvent event =
        CatalogEvent.ofTable("e", NOON, CatalogEvent.Kind.TABLE_UPDATED, TABLE, longText);
    CatalogEventSerializer format = new CatalogEventSerializer();
    assertThat(format.deserialize(format.getVersion(), format.serialize(event)).principal())
        .isEqualTo(longText);
  }

  /** A value and the serializer of its type. */
  private static final class Stored<T> {
    private final String name;
    private final int since;
    private final ValueSerializer<T> format;
    private final T value;

    Stored(String name, ValueSerializer<T> format, T value) {
      this(name, 1, format, value);
    }

    /** One that no version before {@code since} could have written. */
    Stored(String name, int since, ValueSerializer<T> format, T value) {
      this.name = name;
      this.since = since;
      this.format = format;
      this.value = value;
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
