package io.gluesnow.plan;

import java.util.Locale;

/** How much a plan can cost its table's readers, mildest first. */
public enum Risk {
  NONE,
  /** Columns or comment change in place. */
  METADATA,
  /** File registrations, and streams on the table, are made anew. */
  REPLACES_REGISTRATIONS,
  /** The object is gone afterwards. */
  DESTRUCTIVE;

  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
