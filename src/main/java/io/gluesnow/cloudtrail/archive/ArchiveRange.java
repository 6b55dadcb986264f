package io.gluesnow.cloudtrail.archive;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Which deliveries can hold the records of a time. The date in a key is that of the delivery, some
 * minutes after the records or, seldom, many hours; never before them. So the deliveries of a whole
 * day behind the end are read too.
 */
public final class ArchiveRange implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MARGIN = 1;

  private final LocalDate first;
  private final LocalDate last;

  private ArchiveRange(LocalDate first, LocalDate last) {
    this.first = first;
    this.last = last;
  }

  /**
   * @param from the first moment whose records are wanted, or null for all there are
   * @param to the last one, or null for all there are
   */
  public static ArchiveRange of(Instant from, Instant to) {
    return new ArchiveRange(
        from == null ? LocalDate.MIN : day(from),
        to == null ? LocalDate.MAX : day(to).plusDays(MARGIN));
  }

  private static LocalDate day(Instant moment) {
    return moment.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** Whether deliveries of this day are read. */
  public boolean covers(LocalDate day) {
    return overlaps(day, day);
  }

  /** Whether those of any day between two are, both included. */
  boolean overlaps(LocalDate from, LocalDate to) {
    return !to.isBefore(first) && !from.isAfter(last);
  }

  @Override
  public String toString() {
    return "deliveries of " + first + " to " + last;
  }
}
