package io.gluesnow.flink.listing;

import io.gluesnow.flink.Metrics;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.flink.metrics.MetricGroup;

/** What people watch of the catalog listing: the round at work, or the last one. */
final class ListingMetrics {
  static final String DATABASES_FOUND = "listing-databases-found";
  static final String DATABASES_DONE = "listing-databases-done";
  static final String TABLES_DONE = "listing-tables-done";
  static final String MARKS_DONE = "listing-marks-done";
  static final String DENIED = "listing-denied";
  static final String ROUNDS_DONE = "listing-rounds-done";
  static final String BEGAN = "listing-began-at-ms";

  private ListingMetrics() {}

  /**
   * @param split how the listing stands; asked from Flink's threads
   */
  static void register(MetricGroup source, Supplier<ListingSplit> split) {
    MetricGroup group = Metrics.group(source);
    count(group, DATABASES_FOUND, split, ListingCounts::databasesFound);
    count(group, DATABASES_DONE, split, ListingCounts::databasesDone);
    count(group, TABLES_DONE, split, ListingCounts::tables);
    count(group, MARKS_DONE, split, ListingCounts::marks);
    count(group, DENIED, split, ListingCounts::denied);
    group.gauge(ROUNDS_DONE, () -> split.get().roundsDone());
    group.gauge(
        BEGAN,
        () ->
            split.get().round().map(ListingRound::startedAt).map(Instant::toEpochMilli).orElse(0L));
  }

  private static void count(
      MetricGroup group,
      String name,
      Supplier<ListingSplit> split,
      ToLongFunction<ListingCounts> part) {
    group.gauge(
        name,
        () ->
            part.applyAsLong(
                split.get().round().map(ListingRound::counts).orElse(ListingCounts.NONE)));
  }
}
