package io.gluesnow.flink.archive;

import io.gluesnow.flink.Metrics;
import org.apache.flink.metrics.MetricGroup;

/**
 * What one reader has done, and how much there is for all of them: as gauges, which {@code cli}
 * reads by their names.
 */
final class ArchiveProgress {
  // Written by the task thread only; a gauge may be a moment late.
  private volatile long objects;
  private volatile long bytes;
  private volatile long records;
  private volatile ArchiveTotals totals = ArchiveTotals.of(0, 0, false);

  void show(MetricGroup operator) {
    MetricGroup group = Metrics.group(operator);
    group.gauge("archive-objects-done", () -> objects);
    group.gauge("archive-bytes-done", () -> bytes);
    group.gauge("archive-records-done", () -> records);
    group.gauge("archive-objects-found", () -> totals.objects());
    group.gauge("archive-bytes-found", () -> totals.bytes());
    group.gauge("archive-walk-done", () -> totals.isAll() ? 1 : 0);
  }

  void read(long more) {
    records += more;
  }

  /**
   * @param size as it is stored, in bytes
   */
  void finished(long size) {
    objects++;
    bytes += size;
  }

  void told(ArchiveTotals newest) {
    totals = newest;
  }

  /** Goes on from what was kept. */
  void add(ArchiveSplit tally) {
    objects += tally.objects();
    bytes += tally.size();
    records += tally.done();
  }

  /** What is to be kept. */
  ArchiveSplit tally() {
    return ArchiveSplit.tally(objects, bytes, records);
  }
}
