package io.gluesnow.corpus;

/** What records of some kinds come to; here is all that the corpus knows of which calls matter. */
final class Tallies {
  /** A database that is made or described has no object of its own in Snowflake. */
  static final Tally DATABASE_NEWS = Tally.of(Item.IRRELEVANT);

  private Tallies() {}

  /**
   * @param failed how many partitions of a batch there is an error for
   */
  static Tally ofPartitions(int failed) {
    return Tally.of(Item.IRRELEVANT);
  }
}
