package io.gluesnow.flink.links;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.LinkTarget;
import io.gluesnow.catalog.TableId;
import io.gluesnow.flink.LinkChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class KnownLinksTest {
  private static final Instant MORNING = Instant.parse("2026-11-03T09:00:00Z");
  private static final DatabaseId OURS = DatabaseId.of("111122223333", "eu-west-1", "ours");
  private static final DatabaseId THEIRS = DatabaseId.of("444455556666", "us-east-1", "theirs");
  private static final DatabaseId SHARED = DatabaseId.of("111122223333", "eu-west-1", "shared");
  private static final TableId ORDERS = THEIRS.table("orders");
  private static final TableId ITEMS = THEIRS.table("items");
  private static final TableId LINK = OURS.table("link");
  private static final TableId OTHER = OURS.table("other");

  private final KnownLinks links = new KnownLinks();

  private static Instant at(int second) {
    return MORNING.plusSeconds(second);
  }

  @Test
  void aTableIsShownByLinksToItAndByDatabasesLinkedToItsOwn() {
    links.note(LinkChange.leads(LINK, ORDERS, at(1)));
    links.note(LinkChange.leads(OTHER, ITEMS, at(1)));
    links.note(LinkChange.leads(SHARED, THEIRS, at(1)));

    assertThat(links.showing(ORDERS)).containsExactlyInAnyOrder(LINK, SHARED.table("orders"));
    assertThat(links.showing(THEIRS.table("more"))).containsExactly(SHARED.table("more"));
    assertThat(links.showing(LINK)).isEmpty();
    assertThat(links.showing(THEIRS)).containsExactly(SHARED);
    assertThat(links.linkedTablesOf(THEIRS)).containsExactlyInAnyOrder(ORDERS, ITEMS);
  }

  @Test
  void linksOfLinksAreFollowedAndCirclesEnd() {
    links.note(LinkChange.leads(SHARED, THEIRS, at(1)));
    links.note(LinkChange.leads(LINK, SHARED.table("orders"), at(1)));
    links.note(LinkChange.leads(THEIRS, SHARED, at(1)));
    links.note(LinkChange.leads(OTHER, LINK, at(1)));
    links.note(LinkChange.leads(LINK.databaseId().table("self"), OURS.table("self"), at(1)));

    assertThat(links.showing(ORDERS))
        .containsExactlyInAnyOrder(SHARED.table("orders"), LINK, OTHER);
    assertThat(links.showing(THEIRS)).containsExactly(SHARED);
    assertThat(links.showing(OURS.table("self"))).isEmpty();
  }

  @Test
  void aLinkAndItsTargetAndWhatElseShowsItAreOneTable() {
    links.note(LinkChange.leads(LINK, ORDERS, at(1)));
    links.note(LinkChange.leads(OTHER, ORDERS, at(1)));
    links.note(LinkChange.leads(SHARED, THEIRS, at(1)));

    assertThat(links.sameAs(LINK)).containsExactlyInAnyOrder(ORDERS, OTHER, SHARED.table("orders"));
    assertThat(links.sameAs(SHARED.table("orders"))).containsExactlyInAnyOrder(ORDERS, OTHER, LINK);
    assertThat(links.isInLinkedDatabase(SHARED.table("orders"))).isTrue();
    assertThat(links.isInLinkedDatabase(LINK)).isFalse();
  }

  @Test
  void aLinkMadeAnewLeadsToItsNewTargetOnly() {
    links.note(LinkChange.leads(LINK, ORDERS, at(1)));
    links.note(LinkChange.leads(LINK, ITEMS, at(2)));

    assertThat(links.showing(ORDERS)).isEmpty();
    assertThat(links.showing(ITEMS)).containsExactly(LINK);
    assertThat(links.linkedTablesOf(THEIRS)).containsExactly(ITEMS);
    assertThat(links.size()).isEqualTo(1);
  }

  @Test
  void aLinkThatIsGoneIsForgottenAndOlderNewsOfItsEndIsNot() {
    links.note(LinkChange.leads(LINK, ORDERS, at(5)));
    assertThat(links.note(LinkChange.gone(LINK, at(4)))).isEmpty();
    assertThat(links.note(LinkChange.gone(LINK, at(5)))).isEmpty();
    assertThat(links.showing(ORDERS)).containsExactly(LINK);

    assertThat(links.note(LinkChange.gone(LINK, at(6))))
        .containsExactly(LinkChange.gone(LINK, at(6)));
    assertThat(links.showing(ORDERS)).isEmpty();
    assertThat(links.linkedTablesOf(THEIRS)).isEmpty();
    assertThat(links.size()).isZero();
    assertThat(links.note(LinkChange.gone(OTHER, at(9)))).isEmpty();
  }

  @Test
  void withADatabaseTheLinksInItGo() {
    links.note(LinkChange.leads(LINK, ORDERS, at(1)));
    links.note(LinkChange.leads(OTHER, ORDERS, at(8)));
    links.note(LinkChange.leads(SHARED, THEIRS, at(1)));
    links.note(LinkChange.leads(OURS, THEIRS, at(1)));

    assertThat(links.note(LinkChange.gone(OURS, at(5)))).hasSize(2);

    assertThat(links.showing(ORDERS)).containsExactlyInAnyOrder(OTHER, SHARED.table("orders"));
  }

  @Test
  void newsOfATableDeletedManyTimesLeavesNothingBehind() {
    for (int i = 0; i < 10_000; i++) {
      links.note(LinkChange.gone(OURS.table("t" + i), at(i)));
      links.note(LinkChange.leads(LINK, THEIRS.table("t" + i), at(i)));
    }
    assertThat(links.size()).isEqualTo(1);
    assertThat(links.linkedTablesOf(THEIRS)).hasSize(1);
  }

  /** Instances hear the same news in different orders. */
  @Property(tries = 300)
  void whoeverHearsTheSameNewsKnowsTheSameLinksInWhateverOrder(@ForAll long seed) {
    Random random = new Random(seed);
    List<LinkChange> news = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      TableId link = OURS.table("l" + random.nextInt(4));
      Instant at = at(random.nextInt(10));
      news.add(LinkChange.leads(link, THEIRS.table("t" + random.nextInt(3)), at));
    }
    KnownLinks one = new KnownLinks();
    news.forEach(one::note);
    Collections.shuffle(news, random);
    KnownLinks another = new KnownLinks();
    news.forEach(another::note);

    for (int i = 0; i < 3; i++) {
      TableId target = THEIRS.table("t" + i);
      assertThat(one.showing(target)).containsExactlyInAnyOrderElementsOf(another.showing(target));
    }
  }

  @Test
  void eventsTellOfLinksThatAreMadeAndOfWhateverIsDeleted() {
    assertThat(LinkChange.of(event(CatalogEvent.Kind.TABLE_CREATED)))
        .as("a table that is none, or whose request was left out")
        .isEmpty();
    assertThat(
            LinkChange.of(
                event(CatalogEvent.Kind.TABLE_CREATED).withLinkTarget(LinkTarget.of(ORDERS))))
        .contains(LinkChange.leads(LINK, ORDERS, MORNING));
    assertThat(LinkChange.of(event(CatalogEvent.Kind.TABLE_DELETED)))
        .contains(LinkChange.gone(LINK, MORNING));
    assertThat(LinkChange.of(event(CatalogEvent.Kind.PARTITIONS_CHANGED))).isEmpty();
    CatalogEvent ofDatabase =
        CatalogEvent.ofDatabase("e", MORNING, CatalogEvent.Kind.DATABASE_CREATED, SHARED, "");
    assertThat(LinkChange.of(ofDatabase)).isEmpty();
    assertThat(LinkChange.of(ofDatabase.withLinkTarget(LinkTarget.of(THEIRS))))
        .contains(LinkChange.leads(SHARED, THEIRS, MORNING));
    assertThat(LinkChange.of(ofDatabase.withLinkTarget(LinkTarget.of(ORDERS))))
        .as("no database leads to a table")
        .isEmpty();
    assertThat(
            LinkChange.of(
                CatalogEvent.ofDatabase(
                    "e", MORNING, CatalogEvent.Kind.DATABASE_DELETED, SHARED, "")))
        .contains(LinkChange.gone(SHARED, MORNING));
  }

  private static CatalogEvent event(CatalogEvent.Kind kind) {
    return CatalogEvent.ofTable("e", MORNING, kind, LINK, "someone");
  }
}
