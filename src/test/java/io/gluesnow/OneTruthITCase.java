package io.gluesnow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gluesnow.corpus.Corpus;
import io.gluesnow.corpus.Deliveries;
import io.gluesnow.corpus.ExpectedCatalog;
import io.gluesnow.corpus.Happening;
import io.gluesnow.corpus.Item;
import io.gluesnow.corpus.Playback;
import io.gluesnow.corpus.Tally;
import io.gluesnow.corpus.Truth;
import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.SettableClock;
import io.gluesnow.testing.Feed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

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
    world.addSchema("PARTNER");
  }

  @AfterEach
  void end() {
    world.close();
  }

  @ParameterizedTest
  @EnumSource(Road.class)
  @Tag("trap:aws-14")
  @Tag("trap:aws-15")
  void allRoadsLeadToIt(Road road) throws Exception {
    Corpus corpus = Corpus.of(7);
    played(corpus).toTheEnd();
    TestJob.Builder next = job();
    Tally fed = road.laid(corpus, world, folder, next);
    try (TestJob job = next.start()) {
      becomesTrue(corpus.truth(), job);
      job.awaitSettled(fed.items());
      addsUp(job, fed);
      job.stop();
      isTrue(corpus.truth());
    }
  }

  /** Two of them; more with {@code -Dtruth.seeds=20}. */
  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("truth.seeds", 2));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @Tag("trap:aws-1")
  @Tag("trap:aws-2")
  @Tag("trap:snowflake-46")
  void inWhateverOrderRecordsComeTwice(long seed) throws Exception {
    Corpus corpus = Corpus.of(seed);
    played(corpus).toTheEnd();
    Deliveries deliveries =
        Deliveries.mixed(seed, corpus.happenings()).twice().shuffled(seed + 100);
    try (TestJob job = job().payloads(deliveries.bytes()).start()) {
      becomesTrue(corpus.truth(), job);
      job.awaitSettled(deliveries.tally().items());
      addsUp(job, deliveries.tally());
      job.stop();
      isTrue(corpus.truth());
    }
  }

  /** One of them; more with the same setting. */
  static LongStream livedSeeds() {
    return LongStream.rangeClosed(1, Long.getLong("truth.seeds", 1));
  }

  @ParameterizedTest
  @MethodSource("livedSeeds")
  void whileItHappens(long seed) throws Exception {
    Feed feed = new Feed();
    Tally fed = Tally.NOTHING;
    try (TestJob job = job().feed(feed).start()) {
      Corpus corpus = Corpus.builder(seed).start(Instant.now()).over(Duration.ofSeconds(5)).build();
      Playback playback = played(corpus);
      while (playback.hasNext()) {
        fed = fed.plus(happens(playback, feed));
      }
      becomesTrue(corpus.truth(), job);
      job.awaitSettled(fed.items());
      addsUp(job, fed);
      job.stop();
      isTrue(corpus.truth());
    }
  }

  /** Lets the next thing happen when its time has come, and tells of it. */
  private static Tally happens(Playback playback, Feed feed) throws InterruptedException {
    Duration left = Duration.between(Instant.now(), playback.nextTime());
    TimeUnit.MILLISECONDS.sleep(Math.max(0, left.toMillis()));
    Deliveries told = Deliveries.mixed(3, List.of(playback.next()));
    told.bytes().forEach(feed::give);
    return told.tally();
  }

  /**
   * Sources may come and go between two starts: {@code cloudtrail-live}, {@code
   * cloudtrail-archive-…} (one for each part of an archive), {@code catalog-listing}, {@code hold}
   * and given ones. One that is new begins at its beginning. One that is gone and had come to its
   * end leaves nothing behind; the position of one that had not, and {@code hold} never ends, stays
   * behind in the savepoint, which Flink allows only when it is told to. All other uids must stay.
   */
  @Test
  @Tag("trap:aws-15")
  void asTwoStartsWithDifferentSourcesFromOneSavepoint() throws Exception {
    Corpus.Builder life = Corpus.builder(5);
    Corpus history = life.build();
    played(history).next(history.firstHalf().size());
    TestJob.Builder backfill = job();
    Tally first = Road.inArchive(history, history.firstHalf(), folder, backfill);
    String savepoint;
    try (TestJob job = backfill.start()) {
      becomesTrue(history.truthInBetween(), job);
      job.awaitSettled(first.items());
      savepoint = job.stop();
    }

    Corpus corpus = life.secondHalf(Instant.now(), Duration.ofSeconds(1)).build();
    played(corpus).skip(corpus.firstHalf().size()).toTheEnd();
    TestJob.Builder live = job().from(savepoint);
    // The stream has also some of what the job knows.
    List<Happening> all = corpus.happenings();
    int known = corpus.firstHalf().size();
    Tally both =
        first
            .plus(Road.onStream(corpus, all.subList(known / 2, known), world, live).asCopy())
            .plus(Road.onStream(corpus, corpus.secondHalf(), world, live));
    TestJob.Builder refused = job().from(savepoint).leavingNothingBehind();
    Road.onStream(corpus, List.of(), world, refused);
    assertThatThrownBy(refused::start).hasStackTraceContaining("allowNonRestoredState");
    try (TestJob job = live.start()) {
      becomesTrue(corpus.truth(), job);
      job.awaitSettled(both.items());
      addsUp(job, both);
      savepoint = job.stop();
      isTrue(corpus.truth());
    }

    int before = world.snowflake().journal().applied().size();
    try (TestJob job = job().from(savepoint).start()) {
      job.await("a checkpoint", () -> job.accounts().newest().read() > 0);
      assertThat(job.accounts().newest().open()).isZero();
      job.stop();
      assertThat(world.snowflake().journal().applied()).hasSize(before);
      isTrue(corpus.truth());
    }
  }

  private Playback played(Corpus corpus) {
    return Playback.of(corpus, world.glue(), clock, world.snowflake().files());
  }

  private TestJob.Builder job() {
    return TestJob.against(world).in(folder);
  }

  private void becomesTrue(Truth truth, TestJob job) throws Exception {
    Map<String, String> expected = ExpectedCatalog.of(truth, world.aws().glue().uri(), "itest");
    try {
      job.await("all is as it should be", () -> shown().equals(expected) && isQuiet(job));
    } catch (AssertionError late) {
      late.addSuppressed(
          new AssertionError(
              job.gauges("tables-open-") + " " + differing(expected, shown()).toString()));
      throw late;
    }
  }

  private void isTrue(Truth truth) {
    Map<String, String> expected = ExpectedCatalog.of(truth, world.aws().glue().uri(), "itest");
    assertThat(differing(expected, shown())).isEmpty();
    assertThat(shown().keySet()).isEqualTo(truth.objects());
  }

  /** Each object that is not as expected: what is expected and what there is, where they part. */
  private static Map<String, String> differing(
      Map<String, String> expected, Map<String, String> shown) {
    Map<String, String> differing = new TreeMap<>();
    Set<String> names = new TreeSet<>(expected.keySet());
    names.addAll(shown.keySet());
    for (String name : names) {
      String wanted = expected.getOrDefault(name, "nothing");
      String there = shown.getOrDefault(name, "nothing");
      if (!wanted.equals(there)) {
        int same = difference(wanted, there);
        differing.put(name, part(wanted, same) + " and not " + part(there, same));
      }
    }
    return differing;
  }

  private static int difference(String one, String other) {
    int same = Arrays.mismatch(one.toCharArray(), other.toCharArray());
    return Math.min(same, Math.min(one.length(), other.length()));
  }

  private static String part(String text, int from) {
    return text.substring(Math.max(0, from - 20), Math.min(text.length(), from + 100));
  }

  private Map<String, String> shown() {
    return ExpectedCatalog.shown(world.snowflake().catalogSnapshot());
  }

  private static boolean isQuiet(TestJob job) throws Exception {
    Map<String, Long> open = job.gauges("tables-open-");
    boolean isShown = !open.isEmpty();
    open.keySet().removeAll(LATER);
    return isShown && open.values().stream().allMatch(tables -> tables == 0);
  }

  private static void addsUp(TestJob job, Tally fed) {
    Accounts.Balance balance = job.accounts().newest();
    String all = balance + " of " + fed;
    assertThat(balance.read()).as(all).isEqualTo(fed.items());
    assertThat(balance.ended()).as(all).isEqualTo(fed.items());
    if (fed.items() == 0) {
      return;
    }
    assertThat(balance.outcome("irrelevant")).as(all).isEqualTo(fed.count(Item.IRRELEVANT));
    assertThat(balance.outcome("failed-call")).as(all).isEqualTo(fed.count(Item.FAILED_CALL));
    assertThat(balance.outcome("dead-lettered")).as(all).isEqualTo(fed.count(Item.UNREADABLE));
    assertThat(balance.outcome("duplicate")).as(all).isLessThanOrEqualTo(fed.copies());
    assertThat(balance.outcome("spread") - fed.count(Item.ORDER))
        .as(all)
        .isBetween(1L, fed.count(Item.DATABASE_EVENT));
    assertThat(balance.outcome("applied")).as(all).isPositive();
    assertThat(balance.outcome("refused")).as(all).isPositive();
  }
}
