package io.gluesnow.flink.listing;

import io.gluesnow.catalog.Selection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What is listed, and when. */
final class ListingSettings {
  private final List<String> regions;
  private final List<String> catalogs;
  private final Selection selection;
  private final Duration interval;
  private final Duration retryMin;
  private final Duration retryMax;

  private ListingSettings(
      List<String> regions,
      List<String> catalogs,
      Selection selection,
      Duration interval,
      Duration retryMin,
      Duration retryMax) {
    this.regions = List.copyOf(regions);
    this.catalogs = List.copyOf(catalogs);
    this.selection = Objects.requireNonNull(selection, "selection");
    this.interval = interval;
    this.retryMin = Objects.requireNonNull(retryMin, "retryMin");
    this.retryMax = Objects.requireNonNull(retryMax, "retryMax");
  }

  /**
   * @param selection of databases and tables; nothing else is listed
   * @param regions at least one; each catalog is listed in each
   * @param catalogs empty for the own one of the account that asks
   * @param interval from the start of a round to the next; null for a single round
   * @param retryMin the first pause after a question that brought nothing; it doubles
   */
  static ListingSettings of(
      List<String> regions,
      List<String> catalogs,
      Selection selection,
      Duration interval,
      Duration retryMin,
      Duration retryMax) {
    return new ListingSettings(
        regions,
        catalogs.isEmpty() ? List.of("") : catalogs,
        selection,
        interval,
        retryMin,
        retryMax);
  }

  List<String> regions() {
    return regions;
  }

  /** At least one. */
  List<ListingPlace> places() {
    List<ListingPlace> places = new ArrayList<>();
    for (String region : regions) {
      for (String catalog : catalogs) {
        places.add(ListingPlace.of(catalog, region));
      }
    }
    return places;
  }

  /** Empty for a single round. */
  Optional<Duration> interval() {
    return Optional.ofNullable(interval);
  }

  Selection selection() {
    return selection;
  }

  /** How long to wait after so many failures in a row, before jitter. */
  Duration pause(int failures) {
    Duration pause = retryMin;
    for (int i = 1; i < failures && pause.compareTo(retryMax) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(retryMax) < 0 ? pause : retryMax;
  }
}
