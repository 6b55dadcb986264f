package io.gluesnow.flink.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gluesnow.catalog.Column;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.HiveTypeParser;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.StorageFormat;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import io.gluesnow.flink.ListingScope;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ListingItemTest {
  private static final Instant NOON = Instant.parse("2026-11-03T12:00:00Z");
  private final ListingItemSerializer format = new ListingItemSerializer();

  @Property(tries = 300)
  void anyTableIsReadBackAsItWasWritten(@ForAll("definitions") TableDefinition definition)
      throws IOException {
    ListingItem item = ListingItem.table(Snapshot.present(NOON, definition));
    assertThat(format.deserialize(1, format.serialize(item))).isEqualTo(item);
  }

  @Property(tries = 100)
  void oneTableHasOneForm(@ForAll("definitions") TableDefinition definition) throws IOException {
    byte[] once = format.serialize(ListingItem.table(Snapshot.present(NOON, definition)));
    assertThat(format.serialize(format.deserialize(1, once))).isEqualTo(once);
  }

  @Test
  void bytesOfNoKnownKindAreRefused() {
    assertThatThrownBy(() -> format.deserialize(1, new byte[] {'?'}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'?'");
  }

  @Test
  void aRoundCoversItsCatalogsButForWhatWasNotListed() {
    ListingScope scope =
        ListingScope.of(
            "eu-west-1",
            List.of("111122223333"),
            List.of(DatabaseId.of("111122223333", "eu-west-1", "denied")));
    assertThat(scope.covers(TableId.of("111122223333", "eu-west-1", "d", "t"))).isTrue();
    assertThat(scope.covers(TableId.of("111122223333", "eu-west-1", "denied", "t"))).isFalse();
    assertThat(scope.covers(TableId.of("111122223333", "us-east-1", "d", "t"))).isFalse();
    assertThat(scope.covers(TableId.of("444455556666", "eu-west-1", "d", "t"))).isFalse();
  }

  @Provide
  Arbitrary<TableDefinition> definitions() {
    Arbitrary<String> names = Arbitraries.strings().withChars("aZ9_/% é").ofMinLength(1);
    Arbitrary<TableId> ids =
        Combinators.combine(names, names)
            .as((database, table) -> TableId.of("111122223333", "eu-west-1", database, table));
    Arbitrary<Instant> times =
        Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond);
    Arbitrary<TableVersion> versions =
        Combinators.combine(times, Arbitraries.longs().between(-1, 1L << 40), times)
            .as(TableVersion::of);
    Arbitrary<List<Column>> columns = columns().list().ofMaxSize(4);
    Arbitrary<StorageFormat> formats =
        Combinators.combine(texts(), texts(), texts(), parameters()).as(StorageFormat::of);
    return Combinators.combine(
            ids, versions, columns, columns, formats, parameters(), texts(), ids.injectNull(0.5))
        .as(
            (id, version, data, keys, storage, parameters, text, target) ->
                TableDefinition.builder(id, version)
                    .tableType(text)
                    .description(text)
                    .location(text)
                    .columns(data)
                    .partitionKeys(keys)
                    .format(storage)
                    .parameters(parameters)
                    .linkTarget(target)
                    .federated(text.length() % 2 == 0)
                    .linkTo(text.isEmpty() ? target : null)
                    .governed(text.length() % 3 == 0)
                    .build());
  }

  private static Arbitrary<Column> columns() {
    Arbitrary<String> types =
        Arbitraries.of(
            "int",
            "decimal(12,2)",
            "varchar(7)",
            "struct<`a b`:int,c:array<map<string,date>>>",
            "uniontype<int>",
            "array<",
            "");
    return Combinators.combine(texts(), types, texts(), parameters())
        .as(
            (name, type, comment, parameters) ->
                Column.of(name, HiveTypeParser.parse(type), comment, parameters));
  }

  private static Arbitrary<Map<String, String>> parameters() {
    return Arbitraries.maps(texts(), texts()).ofMaxSize(3);
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab\u0000\n'\"\\ü€").ofMaxLength(12);
  }
}
