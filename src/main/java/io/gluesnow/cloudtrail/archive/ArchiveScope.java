package io.gluesnow.cloudtrail.archive;

import java.io.Serializable;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Which part of an archive is read: a time, accounts and regions. */
public final class ArchiveScope implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArchiveRange range;
  private final TreeSet<String> accounts;
  private final TreeSet<String> regions;

  private ArchiveScope(ArchiveRange range, Set<String> accounts, Set<String> regions) {
    this.range = Objects.requireNonNull(range, "range");
    this.accounts = new TreeSet<>(accounts);
    this.regions = new TreeSet<>(regions);
  }

  /**
   * @param accounts empty for all
   * @param regions empty for all
   */
  public static ArchiveScope of(ArchiveRange range, Set<String> accounts, Set<String> regions) {
    return new ArchiveScope(range, accounts, regions);
  }

  /** All of it. */
  public static ArchiveScope everything() {
    return of(ArchiveRange.of(null, null), Set.of(), Set.of());
  }

  ArchiveRange range() {
    return range;
  }

  boolean coversAccount(String account) {
    return accounts.isEmpty() || accounts.contains(account);
  }

  boolean coversRegion(String region) {
    return regions.isEmpty() || regions.contains(region);
  }

  /** Whether an object is read. */
  public boolean covers(TrailObjectKey key) {
    return coversAccount(key.account())
        && coversRegion(key.region())
        && range.covers(key.delivered());
  }

  @Override
  public String toString() {
    return range
        + (accounts.isEmpty() ? "" : " of accounts " + String.join(", ", accounts))
        + (regions.isEmpty() ? "" : " of regions " + String.join(", ", regions));
  }
}
