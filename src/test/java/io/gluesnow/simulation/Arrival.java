package io.gluesnow.simulation;

import io.gluesnow.catalog.CatalogEvent;
import java.util.List;

/** One event in the stream, in the order in which the stream has them. */
final class Arrival {
  final long at;
  final CatalogEvent event;

  /** Where files came; empty for an event that is not about files. */
  final List<String> paths;

  Arrival(long at, CatalogEvent event, List<String> paths) {
    this.at = at;
    this.event = event;
    this.paths = paths;
  }
}
