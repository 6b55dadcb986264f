package io.gluesnow.flink.links;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.LinkTarget;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableVersion;
import io.gluesnow.flink.StoredTypes;
import io.gluesnow.flink.TableNews;
import io.gluesnow.glue.GlueListing;
import io.gluesnow.glue.ListAnswer;
import io.gluesnow.glue.ListedDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkedTablesFunctionTest {
  private static final Instant NOON = Instant.parse("2026-11-03T12:00:00Z");
  private static final DatabaseId LINK = DatabaseId.of("111122223333", "eu-west-1", "shared");
  private static final DatabaseId THEIRS = DatabaseId.of("444455556666", "us-east-1", "theirs");

  private final FakeLists glue = new FakeLists();
  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void closesWhatItHasOpened() {
    assertThat(glue.closed).isEqualTo(glue.opened);
  }

  @Test
  void eachTableBehindANewLinkIsLookedAt() throws Exception {
    glue.answers(page("2", "a", "b"), page("", "c"));

    assertThat(comesOf(created(LINK, THEIRS))).containsExactly(news("a"), news("b"), news("c"));
    assertThat(glue.asked)
        .containsExactly(LINK + " -> " + THEIRS + " ", LINK + " -> " + THEIRS + " 2");
    assertThat(pauses)
        .as("Glue may not show the link at once")
        .containsExactly(Duration.ofSeconds(5));
  }

  @Test
  void aDatabaseThatIsNoLinkIsNotListed() throws Exception {
    CatalogEvent plain =
        CatalogEvent.ofDatabase("e", NOON, CatalogEvent.Kind.DATABASE_CREATED, LINK, "someone");

    assertThat(comesOf(plain)).isEmpty();
    assertThat(glue.asked).isEmpty();
  }

  @Test
  void aListThatIsThrottledGoesOnAndOneWhoseTokenIsForgottenBeginsAgain() throws Exception {
    glue.answers(
        page("2", "a"),
        ListAnswer.throttled("rate exceeded"),
        ListAnswer.expired("the token is old"),
        page("2", "b"),
        page("", "c"));

    assertThat(comesOf(created(LINK, THEIRS))).containsExactly(news("b"), news("c"));
    assertThat(pauses).hasSize(3);
  }

  @Test
  void whatCannotBeListedIsLeftToTheNextRound() throws Exception {
    for (ListAnswer<Snapshot> no :
        List.<ListAnswer<Snapshot>>of(
            ListAnswer.denied("no permission"),
            ListAnswer.missing("no such database"),
            ListAnswer.invalid("what?"))) {
      glue.answers(page("2", "a"), no);
      assertThat(comesOf(created(LINK, THEIRS))).as(no.toString()).containsExactly(news("a"));
    }
    glue.answers(page("2", "a"), page("2", "b"));
    assertThat(comesOf(created(LINK, THEIRS)))
        .as("a page that leads to itself")
        .containsExactly(news("a"), news("b"));
    glue.answers(page("2", "a"));
    assertThat(comesOf(created(LINK, THEIRS)))
        .as("a client that breaks its word: there is no second answer")
        .containsExactly(news("a"));
    for (int i = 0; i < 20; i++) {
      glue.answers.add(ListAnswer.throttled("rate exceeded"));
    }
    assertThat(comesOf(created(LINK, THEIRS))).isEmpty();
    assertThat(glue.answers).as("it gives up").hasSizeGreaterThan(10);
  }

  private List<TableNews> comesOf(CatalogEvent event) throws Exception {
    LinkedTablesFunction function =
        new LinkedTablesFunction(
            () -> glue.open(),
            table -> !table.table().equals("unselected"),
            Duration.ofSeconds(5),
            pause -> {
              pauses.add(pause);
              return Runnable::run;
            });
    try (OneInputStreamOperatorTestHarness<CatalogEvent, TableNews> harness =
        new OneInputStreamOperatorTestHarness<>(
            new AsyncWaitOperatorFactory<>(
                function, 60_000, 10, AsyncDataStream.OutputMode.UNORDERED),
            StoredTypes.CATALOG_EVENT.createSerializer(new SerializerConfigImpl()))) {
      harness.setup(StoredTypes.TABLE_NEWS.createSerializer(new SerializerConfigImpl()));
      harness.open();
      harness.processElement(event, 0);
      harness.endInput();
      return harness.extractOutputValues();
    }
  }

  private static TableNews news(String table) {
    return TableNews.linkTargetChanged(LINK.table(table), NOON, List.of());
  }

  private static CatalogEvent created(DatabaseId link, DatabaseId target) {
    return CatalogEvent.ofDatabase("e", NOON, CatalogEvent.Kind.DATABASE_CREATED, link, "someone")
        .withLinkTarget(LinkTarget.of(target));
  }

  private static ListAnswer<Snapshot> page(String next, String... tables) {
    List<Snapshot> page = new ArrayList<>();
    for (String table : tables) {
      page.add(snapshot(table));
    }
    page.add(snapshot("unselected"));
    return ListAnswer.page(page, next.isEmpty() ? Optional.empty() : Optional.of(next));
  }

  private static Snapshot snapshot(String table) {
    TableVersion version = TableVersion.of(Instant.EPOCH, 0, Instant.EPOCH);
    return Snapshot.present(
        NOON, TableDefinition.builder(LINK.table(table), version).location("s3://l/").build());
  }

  /** Answers in the order in which a test gives them. */
  private static final class FakeLists {
    private final Deque<ListAnswer<Snapshot>> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private int opened;
    private int closed;

    @SafeVarargs
    final void answers(ListAnswer<Snapshot>... more) {
      answers.addAll(Arrays.asList(more));
    }

    GlueListing open() {
      opened++;
      return new GlueListing() {
        @Override
        public CompletableFuture<ListAnswer<ListedDatabase>> databases(
            String catalog, String region, String token) {
          throw new AssertionError("databases are not listed here");
        }

        @Override
        public CompletableFuture<ListAnswer<Snapshot>> tables(
            ListedDatabase database, String token) {
          asked.add(database + " " + token);
          return answers.isEmpty()
              ? CompletableFuture.failedFuture(new IllegalStateException("no answer"))
              : CompletableFuture.completedFuture(answers.remove());
        }

        @Override
        public void close() {
          closed++;
        }
      };
    }
  }
}
