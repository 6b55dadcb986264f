package io.gluesnow.flink.listing;

import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.glue.ListedDatabase;
import io.gluesnow.snowflake.MarkPosition;
import java.time.Instant;
import java.util.List;

/** States of a listing for tests of the stored form. */
public final class ListingSamples {
  private static final Instant NOON = Instant.parse("2026-11-03T12:00:00.123456789Z");

  private ListingSamples() {}

  /** Before the first round. */
  public static ListingSplit atFirst() {
    return ListingSplit.NEW;
  }

  /** In the middle of a round, with something in every field. */
  public static ListingSplit atWork(DatabaseId database) {
    ListingRound.Builder round = new ListingRound.Builder();
    round.startedAt = NOON;
    round.phase = ListingRound.Phase.TABLES;
    round.places =
        List.of(ListingPlace.of("111122223333", "eu-west-1"), ListingPlace.of("", "us-east-1"));
    round.own = "111122223333";
    round.databases =
        List.of(
            ListedDatabase.of(database),
            ListedDatabase.link(database, DatabaseId.of("999988887777", "us-east-1", "far")));
    round.token = "a token";
    round.restarts = 2;
    round.listed = List.of(ListingPlace.of("111122223333", "eu-west-1"));
    round.unlisted = List.of(DatabaseId.of("111122223333", "eu-west-1", "closed"));
    round.marks = MarkPosition.of(MarkPosition.Step.AFTER_NAME, "DB", "S", "it's");
    round.counts = ListingCounts.of(10_000, 17, 1_700, 3, 1);
    return ListingSplit.of(round.build(), 42);
  }
}
