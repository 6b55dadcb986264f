package io.gluesnow.flink.listing;

import io.gluesnow.catalog.LinkTarget;
import io.gluesnow.catalog.Selection;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.glue.ListAnswer;
import io.gluesnow.glue.ListedDatabase;
import io.gluesnow.snowflake.MarkPage;
import io.gluesnow.snowflake.MarkPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an answer does to a round of listing: what it has found, how the round goes on, and what a
 * person should know of it. The round goes on only when all that was found is handed on.
 */
final class ListingTurn {
  /** A list whose tokens never live until its end is given up. */
  private static final int MOST_RESTARTS = 5;

  private final List<ListingItem> items;
  private final ListingRound next;
  private final String report;
  private final boolean again;

  private ListingTurn(List<ListingItem> items, ListingRound next, String report, boolean again) {
    this.items = List.copyOf(items);
    this.next = Objects.requireNonNull(next, "next");
    this.report = Objects.requireNonNull(report, "report");
    this.again = again;
  }

  List<ListingItem> items() {
    return items;
  }

  ListingRound next() {
    return next;
  }

  /** A sentence about something that was not listed; empty where all is well. */
  String report() {
    return report;
  }

  /** Whether nothing was learnt and the same is to be asked again after a while. */
  boolean again() {
    return again;
  }

  private static ListingTurn found(List<ListingItem> items, ListingRound next) {
    return new ListingTurn(items, next, "", false);
  }

  private static ListingTurn reported(ListingRound next, String report) {
    return new ListingTurn(List.of(), next, report, false);
  }

  private static ListingTurn later(ListingRound round, String reason) {
    return new ListingTurn(List.of(), round, reason, true);
  }

  /** After a page of a catalog's databases. */
  static ListingTurn ofDatabases(
      ListingRound round, ListAnswer<ListedDatabase> answer, Selection selection) {
    return answer.accept(
        new Listed<ListedDatabase>(round) {
          @Override
          public ListingTurn page(List<ListedDatabase> page, Optional<String> token) {
            ListingRound known =
                round.places().get(0).catalog().isEmpty() && !page.isEmpty()
                    ? round.learnt(page.get(0).id().catalog())
                    : round;
            List<ListedDatabase> wanted = new ArrayList<>();
            for (ListedDatabase database : page) {
              if (selection.covers(database.id())) {
                wanted.add(database);
              }
            }
            ListingRound gathered = known.gathered(wanted);
            return found(List.of(), token.map(gathered::at).orElseGet(gathered::catalogGathered));
          }

          @Override
          ListingTurn refused(String reason) {
            return reported(
                round.catalogRefused(),
                "the databases of "
                    + round.places().get(0)
                    + " are not listed, nothing of it is taken for missing: "
                    + reason);
          }
        });
  }

  /** After a page of a database's tables. */
  static ListingTurn ofTables(
      ListingRound round, ListAnswer<Snapshot> answer, Selection selection) {
    ListedDatabase database = round.databases().get(0);
    return answer.accept(
        new Listed<Snapshot>(round) {
          @Override
          public ListingTurn page(List<Snapshot> page, Optional<String> token) {
            List<ListingItem> items = new ArrayList<>();
            if (round.token().isEmpty()) {
              database
                  .target()
                  .ifPresent(
                      t ->
                          items.add(
                              ListingItem.link(
                                  database.id(), LinkTarget.of(t), round.startedAt())));
            }
            long tables = 0;
            for (Snapshot snapshot : page) {
              if (selection.covers(snapshot.table())) {
                tables++;
                snapshot
                    .definition()
                    .flatMap(definition -> definition.linkTarget())
                    .ifPresent(
                        t ->
                            items.add(
                                ListingItem.link(
                                    snapshot.table(), LinkTarget.of(t), snapshot.askedAt())));
                items.add(ListingItem.table(snapshot));
              }
            }
            ListingRound counted = round.counting(ListingCounts.tables(tables));
            return found(items, token.map(counted::at).orElseGet(counted::databaseEnded));
          }

          /** It has gone since its name was gathered, or it is a link to nothing. */
          @Override
          public ListingTurn missing(String reason) {
            return found(List.of(), round.databaseEnded());
          }

          @Override
          ListingTurn refused(String reason) {
            return reported(
                round.databaseRefused(),
                "the tables of "
                    + database
                    + " are not listed, none is taken for missing: "
                    + reason);
          }
        });
  }

  /** After a step of the walk over our marks. */
  static ListingTurn ofMarks(ListingRound round, MarkPage page) {
    return page.accept(
        new MarkPage.Visitor<ListingTurn>() {
          @Override
          public ListingTurn marks(
              List<MarkPage.Found> marks, String unseen, Optional<MarkPosition> next) {
            List<ListingItem> items = new ArrayList<>();
            for (MarkPage.Found mark : marks) {
              items.add(ListingItem.mark(mark.table(), mark.name()));
            }
            ListingRound counted = round.counting(ListingCounts.marks(marks.size()));
            if (!unseen.isEmpty()) {
              counted = counted.counting(ListingCounts.refused());
            }
            ListingRound then = next.map(counted::marksAt).orElseGet(counted::marksEnded);
            return new ListingTurn(items, then, unseen, false);
          }

          @Override
          public ListingTurn failed(String reason) {
            return later(round, reason);
          }

          @Override
          public ListingTurn denied(String reason) {
            return reported(
                round.counting(ListingCounts.refused()).marksEnded(),
                "our marks in Snowflake are not listed: " + reason);
          }
        });
  }

  /** What both of Glue's lists have in common. */
  private abstract static class Listed<T> implements ListAnswer.Visitor<T, ListingTurn> {
    private final ListingRound round;

    Listed(ListingRound round) {
      this.round = round;
    }

    abstract ListingTurn refused(String reason);

    @Override
    public ListingTurn expired(String reason) {
      return round.restarts() < MOST_RESTARTS
          ? found(List.of(), round.again())
          : refused("its list had to begin again " + MOST_RESTARTS + " times. " + reason);
    }

    @Override
    public ListingTurn missing(String reason) {
      return refused(reason);
    }

    @Override
    public ListingTurn throttled(String reason) {
      return later(round, reason);
    }

    @Override
    public ListingTurn denied(String reason) {
      return refused(reason);
    }

    @Override
    public ListingTurn invalid(String reason) {
      return refused(reason);
    }
  }
}
