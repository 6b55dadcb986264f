package io.gluesnow;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.corpus.Corpus;
import io.gluesnow.corpus.Deliveries;
import io.gluesnow.corpus.Delivery;
import io.gluesnow.corpus.ExpectedCatalog;
import io.gluesnow.corpus.Happening;
import io.gluesnow.corpus.Item;
import io.gluesnow.corpus.Kind;
import io.gluesnow.corpus.Playback;
import io.gluesnow.corpus.Tally;
import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.SettableClock;
import io.gluesnow.testing.Feed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same life of a catalog ends in the same Snowflake catalog, whichever way the news of it takes
 * and in whatever order it comes, and every item that was fed is accounted for.
 */
class OneTruthITCase {
  /** What waits for its time and not for an event. */
  private static final Set<String> LATER = Set.of("tables-open-look-again");

  @TempDir Path folder;

  private final SettableClock clock = SettableClock.at(Instant.parse("2026-10-01T00:00:00Z"));
  private LocalWorld world;

  @BeforeEach
  void begin() {
    world = LocalWorld.start(clock);
    world.holdEvents();
    world
        .snowflake()
        .executeAsAdmin(
            "CREATE SCHEMA DEV_DB.PARTNER;"
                + "GRANT USAGE ON SCHEMA DEV_DB.PARTNER TO ROLE GLUE_SYNC;"
                + "GRANT CREATE EXTERNAL TABLE ON SCHEMA DEV_DB.PARTNER TO ROLE GLUE_SYNC;");
  }

  @AfterEach
  void end() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void inWhateverOrderRecordsComeTwice(long seed) throws Exception {
    Corpus corpus = Corpus.of(seed);
    played(corpus).toTheEnd();
    Deliveries deliveries =
        Deliveries.mixed(seed, corpus.happenings()).twice().shuffled(seed + 100);
    try (TestJob job = job().payloads(deliveries.bytes()).start()) {
      becomesTrue(corpus, job);
      job.awaitSettled(deliveries.tally().items());
      addsUp(job, deliveries.tally());
      job.stop();
      isTrue(corpus);
    }
  }

  @Test
  void whileItHappens() throws Exception {
    Corpus corpus = Corpus.builder(3).kinds(withoutNewPartitions()).build();
    Playback playback = played(corpus);
    Feed feed = new Feed();
    Tally fed = Tally.NOTHING;
    try (TestJob job = job().feed(feed).start()) {
      while (playback.hasNext()) {
        Happening happening = playback.next();
        for (Delivery delivery : Deliveries.mixed(3, List.of(happening)).list()) {
          feed.give(delivery.bytes());
          fed = fed.plus(delivery.tally());
        }
        Thread.sleep(10);
      }
      becomesTrue(corpus, job);
      job.awaitSettled(fed.items());
      addsUp(job, fed);
      job.stop();
      isTrue(corpus);
    }
  }

  /** Files that come later are registered by no event yet. */
  private static Set<Kind> withoutNewPartitions() {
    Set<Kind> kinds = EnumSet.copyOf(Kind.all());
    kinds.removeAll(
        Set.of(Kind.CREATE_PARTITION, Kind.BATCH_CREATE_PARTITION, Kind.PARTIAL_PARTITIONS));
    return kinds;
  }

  private Playback played(Corpus corpus) {
    return Playback.of(corpus, world.glue(), clock, world.snowflake().files());
  }

  private TestJob.Builder job() {
    return TestJob.against(world).in(folder);
  }

  private void becomesTrue(Corpus corpus, TestJob job) throws Exception {
    Map<String, String> expected =
        ExpectedCatalog.of(corpus.truth(), world.aws().glue().uri(), "itest");
    try {
      job.await("all is as it should be", () -> shown().equals(expected) && isQuiet(job));
    } catch (AssertionError late) {
      assertThat(differing(expected, shown())).isEmpty();
      throw late;
    }
  }

  private void isTrue(Corpus corpus) {
    Map<String, String> expected =
        ExpectedCatalog.of(corpus.truth(), world.aws().glue().uri(), "itest");
    assertThat(differing(expected, shown())).isEmpty();
    assertThat(shown().keySet()).isEqualTo(corpus.truth().objects());
  }

  /** Each object that is not as expected: what is expected, and what there is. */
  private static Map<String, List<String>> differing(
      Map<String, String> expected, Map<String, String> shown) {
    Map<String, List<String>> differing = new TreeMap<>();
    Set<String> names = new TreeSet<>(expected.keySet());
    names.addAll(shown.keySet());
    for (String name : names) {
      String wanted = expected.getOrDefault(name, "nothing");
      String there = shown.getOrDefault(name, "nothing");
      if (!wanted.equals(there)) {
        differing.put(name, List.of(wanted, there));
      }
    }
    return differing;
  }

  private Map<String, String> shown() {
    return ExpectedCatalog.shown(world.snowflake().catalogSnapshot());
  }

  private static boolean isQuiet(TestJob job) throws Exception {
    Map<String, Long> open = job.gauges("tables-open-");
    open.keySet().removeAll(LATER);
    return open.values().stream().allMatch(tables -> tables == 0);
  }

  private static void addsUp(TestJob job, Tally fed) {
    Accounts.Balance balance = job.accounts().newest();
    String all = balance + " of " + fed;
    assertThat(balance.read()).as(all).isEqualTo(fed.items());
    assertThat(balance.ended()).as(all).isEqualTo(fed.items());
    assertThat(balance.outcome("irrelevant")).as(all).isEqualTo(fed.count(Item.IRRELEVANT));
    assertThat(balance.outcome("failed-call")).as(all).isEqualTo(fed.count(Item.FAILED_CALL));
    assertThat(balance.outcome("dead-lettered")).as(all).isEqualTo(fed.count(Item.UNREADABLE));
    assertThat(balance.outcome("duplicate")).as(all).isLessThanOrEqualTo(fed.copies());
    assertThat(balance.outcome("spread")).as(all).isBetween(1L, fed.count(Item.DATABASE_EVENT));
    assertThat(balance.outcome("applied")).as(all).isPositive();
    assertThat(balance.outcome("refused")).as(all).isPositive();
  }
}
