package io.gluesnow.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.catalog.TableId;
import io.gluesnow.cloudtrail.CloudTrailDecoder;
import io.gluesnow.cloudtrail.Decoded;
import io.gluesnow.standin.AwsStandIns;
import io.gluesnow.standin.SettableClock;
import io.gluesnow.standin.glue.GlueWorld;
import io.gluesnow.standin.snowflake.StrictSnowflake;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusTest {
  private static final String GLUE = "glue.amazonaws.com";

  @Test
  void aSeedAlwaysTellsTheSame() {
    Corpus once = Corpus.of(5);
    Corpus again = Corpus.of(5);

    assertThat(again.happenings().toString()).isEqualTo(once.happenings().toString());
    assertThat(Deliveries.mixed(7, again.happenings()).aggregated().bytes())
        .usingElementComparator(Arrays::compare)
        .isEqualTo(Deliveries.mixed(7, once.happenings()).aggregated().bytes());
    assertThat(again.truth().toString()).isEqualTo(once.truth().toString());
    assertThat(Corpus.of(6).truth().toString()).isNotEqualTo(once.truth().toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void everyKindOccursWithEachOfTheFirstTenSeeds(long seed) {
    Set<Kind> occur = EnumSet.noneOf(Kind.class);
    Corpus.of(seed).happenings().forEach(happening -> occur.add(happening.kind()));

    assertThat(occur).containsExactlyInAnyOrderElementsOf(Kind.all());
  }

  @Test
  void timeNeverGoesBackAndNoIdComesTwice() {
    Set<String> ids = new HashSet<>();
    Instant before = Instant.EPOCH;
    for (Happening happening : Corpus.of(1).happenings()) {
      assertThat(happening.time()).isAfterOrEqualTo(before);
      before = happening.time();
      if (happening.record().isPresent() && !happening.kind().isDamage()) {
        ObjectNode record = happening.record().get();
        assertThat(ids.add(record.get("eventID").asText())).as(record.toString()).isTrue();
        Instant said = Instant.parse(record.get("eventTime").asText());
        assertThat(said).isBeforeOrEqualTo(before);
        if (happening.kind() != Kind.CORRECTION) {
          assertThat(said).isEqualTo(before.truncatedTo(ChronoUnit.SECONDS));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void whatIsTrueIsWhatAGlueHoldsAtEachMoment(long seed) {
    Corpus corpus = Corpus.of(seed);
    SettableClock clock = SettableClock.at(Instant.EPOCH);
    GlueWorld glue = GlueWorld.of(clock, AwsStandIns.ACCOUNT, AwsStandIns.REGION);
    Playback playback = Playback.of(corpus, glue, clock, StrictSnowflake.builder().build().files());
    for (int n = 1; playback.hasNext(); n++) {
      playback.next();

      Truth truth = Truth.after(corpus.happenings().subList(0, n));
      assertThat(truth.tables().stream().collect(Collectors.toMap(t -> t, t -> shape(truth, t))))
          .isEqualTo(held(glue));
    }
    assertThat(corpus.truth().objects()).isNotEmpty();
    assertThat(corpus.truth().tables().size()).isGreaterThan(corpus.truth().objects().size());
  }

  private static String shape(Truth truth, TableId table) {
    ObjectNode definition = truth.definition(table).json();
    return shape(definition);
  }

  private static Map<TableId, String> held(GlueWorld glue) {
    Map<TableId, String> held = new TreeMap<>();
    for (Home home : Home.values()) {
      glue.definitions(home.id().catalog(), home.id().database())
          .forEach((name, definition) -> held.put(home.id().table(name), shape(definition)));
    }
    return held;
  }

  private static String shape(JsonNode table) {
    return table.path("TargetTable")
        + " "
        + table.path("StorageDescriptor")
        + " by "
        + table.path("PartitionKeys")
        + " "
        + table.path("Parameters")
        + table.path("Description");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
  void whatIsToBeCountedIsWhatTheRecordsSay(long seed) {
    for (Happening happening : Corpus.of(seed).happenings()) {
      Tally said = happening.record().map(CorpusTest::counted).orElse(null);
      if (said == null) {
        said = Tally.of(ofNoRecord(happening.kind()));
      }
      assertThat(counts(happening.tally())).as(happening.toString()).isEqualTo(counts(said));
    }
  }

  private static Item ofNoRecord(Kind kind) {
    if (kind == Kind.ORDER) {
      return Item.ORDER;
    }
    return kind == Kind.CONTROL_MESSAGE ? Item.IRRELEVANT : Item.UNREADABLE;
  }

  /** By nothing but the record. */
  private static Tally counted(ObjectNode record) {
    String source = record.path("eventSource").asText();
    String call = record.path("eventName").asText();
    boolean isOfTables =
        source.equals(GLUE) && call.matches("(Batch)?(Create|Update|Delete)(Table|Partition)");
    boolean isOfDatabases = source.equals(GLUE) && call.endsWith("Database");
    if (source.isEmpty()) {
      return Tally.of(Item.UNREADABLE);
    }
    if (call.equals("GrantPermissions") || call.equals("UpdateTableMetadataLocation")) {
      return Tally.of(Item.TABLE_EVENT);
    }
    if (call.equals("UpdateCatalog")) {
      return Tally.of(Item.ORDER);
    }
    if (record.path("readOnly").asBoolean() || !isOfTables && !isOfDatabases) {
      return Tally.of(Item.IRRELEVANT);
    }
    if (record.has("errorCode")) {
      return Tally.of(Item.FAILED_CALL);
    }
    if (isOfDatabases) {
      return Tally.of(Item.DATABASE_EVENT);
    }
    if (!record.has("resources")) {
      return Tally.of(Item.UNREADABLE);
    }
    int all = Math.max(1, record.path("requestParameters").path("tablesToDelete").size());
    int failed = all == 1 ? 0 : record.path("responseElements").path("errors").size();
    return Tally.of(Item.TABLE_EVENT)
        .and(Item.TABLE_EVENT, all - failed - 1L)
        .and(Item.FAILED_CALL, failed);
  }

  static List<Long> counts(Tally tally) {
    return EnumSet.allOf(Item.class).stream().map(tally::count).collect(Collectors.toList());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
  void theDecoderCountsTheSameInEveryEnvelope(long seed) {
    Corpus corpus = Corpus.of(seed);
    for (Envelope envelope : Envelope.values()) {
      decoded(Deliveries.in(envelope, corpus.happenings()));
    }
    decoded(Deliveries.mixed(seed, corpus.happenings()).twice().shuffled(seed));
  }

  private static void decoded(Deliveries deliveries) {
    CloudTrailDecoder decoder = new CloudTrailDecoder();
    for (Delivery delivery : deliveries.list()) {
      Decoded decoded = decoder.decode(delivery.bytes().clone());
      assertThat(counts(tally(decoded)))
          .as(delivery + " " + new String(delivery.bytes(), StandardCharsets.UTF_8))
          .isEqualTo(counts(delivery.tally()));
    }
  }

  /** What the decoder says. */
  static Tally tally(Decoded decoded) {
    long ofTables = decoded.events().stream().filter(e -> e.table().isPresent()).count();
    return Tally.NOTHING
        .and(Item.TABLE_EVENT, ofTables)
        .and(Item.DATABASE_EVENT, decoded.events().size() - ofTables)
        .and(Item.ORDER, decoded.controls().size())
        .and(Item.IRRELEVANT, decoded.ended(OutcomeKind.IRRELEVANT))
        .and(Item.FAILED_CALL, decoded.ended(OutcomeKind.FAILED_CALL))
        .and(Item.UNREADABLE, decoded.ended(OutcomeKind.DEAD_LETTERED));
  }

  @Test
  void deliveredTwiceInAnyOrderItIsTheSameNewsAndAsManyCopies() {
    Deliveries once = Deliveries.mixed(3, Corpus.of(3).happenings());
    Deliveries twice = once.twice().shuffled(4);

    assertThat(twice.tally().items()).isEqualTo(2 * once.tally().items());
    assertThat(twice.tally().copies()).isEqualTo(once.tally().copies() + once.tally().events());
    assertThat(once.tally().copies()).isPositive();
    assertThat(twice.bytes()).hasSize(2 * once.list().size());
  }

  @Test
  void whenTheSecondHalfBeginsChangesNothingButTimes() {
    Corpus one = Corpus.of(2);
    Instant later = Instant.parse("2026-12-01T00:00:00Z");
    Corpus other = Corpus.builder(2).secondHalf(later, Duration.ofSeconds(30)).build();

    assertThat(Deliveries.mixed(2, other.firstHalf()).bytes())
        .usingElementComparator(Arrays::compare)
        .isEqualTo(Deliveries.mixed(2, one.firstHalf()).bytes());
    assertThat(other.truth().toString()).isEqualTo(one.truth().toString());
    assertThat(other.secondHalf())
        .hasSameSizeAs(one.secondHalf())
        .allMatch(h -> !h.time().isBefore(later))
        .allMatch(h -> h.time().isBefore(later.plusSeconds(90)));
  }

  @Test
  void aCorpusIsAsLargeAndAsQuietAsItIsAskedFor() {
    Corpus quiet = Corpus.builder(9).kinds(Kind.calls()).firstTables(40).steps(300).build();

    assertThat(quiet.happenings())
        .hasSizeGreaterThan(340)
        .allMatch(happening -> happening.change().isPresent());
    assertThat(quiet.truth().tables()).hasSizeGreaterThan(20);
  }
}
