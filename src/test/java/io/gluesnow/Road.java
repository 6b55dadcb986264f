package io.gluesnow;

/** How news of the catalog reaches the job. */
enum Road {
  /** Records as they come from a stream. */
  LIVE,
  /** The objects of a trail, of all that ever happened. */
  ARCHIVE,
  /** The objects of a trail, and a stream that begins before they end. */
  ARCHIVE_AND_LIVE,
  /** No records at all: what Glue lists. */
  LISTING
}
