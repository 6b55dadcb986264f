package io.gluesnow.corpus;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Everything that happens in a life of a catalog, to it or to the record of it. */
public enum Kind {
  CREATE_TABLE(5),
  /** A table that must get no object in Snowflake. */
  CREATE_REFUSED(2),
  /** A resource link to another table, which shows what that is as long as it is. */
  CREATE_LINK(2),
  ADD_COLUMN(5),
  DROP_COLUMN(2),
  RETYPE_COLUMN(2),
  /** The description changes. */
  DESCRIBE(2),
  /** The location changes. */
  MOVE(1),
  /** An update in which nothing but a crawler's counters changes. */
  CRAWLER_NOISE(6),
  /** A commit of Iceberg: nothing changes but where its metadata are. */
  ICEBERG_COMMIT(2),
  /** As Iceberg renames: create the new, delete the old. */
  RENAME(2),
  DELETE_TABLE(2),
  /** Deleted and created again within a second. */
  RECREATE(2),
  BATCH_DELETE(1),
  /** A batch that deletes some tables and cannot delete others. */
  PARTIAL_BATCH(1),
  CREATE_DATABASE(1),
  UPDATE_DATABASE(1),
  /** With all its tables, of which no record says a word. */
  DELETE_DATABASE(1),
  CREATE_PARTITION(2),
  BATCH_CREATE_PARTITION(2),
  /** A batch of which some partitions were there before. */
  PARTIAL_PARTITIONS(1),
  UPDATE_PARTITION(1),
  DELETE_PARTITION(1),
  BATCH_DELETE_PARTITION(1),
  FAILED_CALL(3),
  /** A call to Lake Formation that lets somebody see a table. */
  GRANT(1),
  /** A call to Glue after which whatever is in a catalog may be another. */
  UPDATE_CATALOG(1),
  /** A commit to a table that Glue sees through a federated catalog only. */
  S3_TABLES(1),
  /** Not a record: somebody tells the job to look again. */
  ORDER(2),
  /** A call to Glue that changes no table. */
  OTHER_GLUE_CALL(3),
  OTHER_SERVICE(5),
  /** A change that two accounts have a record of. */
  CROSS_ACCOUNT(2),
  /** A record that says "failed", and later another that corrects it. */
  CORRECTION(1),
  /** A record that says of itself that it was delivered late. */
  LATE(1),
  /** A record without its request, which was too large. */
  OMITTED(2),
  /** CloudWatch Logs trying a new subscription. */
  CONTROL_MESSAGE(1),
  /** A record that is cut off. */
  TRUNCATED(1),
  BROKEN_GZIP(1),
  /** A record with bytes in it that are no UTF-8. */
  NO_UTF8(1),
  /** A record that says "a table was created" and not which. */
  NAMELESS(1),
  /** JSON that is no record. */
  NO_RECORD(1);

  /** What no record of a call is needed for. */
  private static final Set<Kind> STRAY =
      EnumSet.of(
          CONTROL_MESSAGE,
          TRUNCATED,
          BROKEN_GZIP,
          NO_UTF8,
          NAMELESS,
          NO_RECORD,
          GRANT,
          UPDATE_CATALOG,
          S3_TABLES,
          ORDER,
          OTHER_GLUE_CALL,
          OTHER_SERVICE);

  private static final Set<Kind> DAMAGE =
      EnumSet.of(TRUNCATED, BROKEN_GZIP, NO_UTF8, NAMELESS, NO_RECORD);

  private final int weight;

  Kind(int weight) {
    this.weight = weight;
  }

  /** How often it occurs beside the others. */
  int weight() {
    return weight;
  }

  /** Whether it is something that cannot be read. */
  public boolean isDamage() {
    return DAMAGE.contains(this);
  }

  public static Set<Kind> all() {
    return Collections.unmodifiableSet(EnumSet.allOf(Kind.class));
  }

  /** All but damage. */
  public static Set<Kind> undamaged() {
    return Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.copyOf(DAMAGE)));
  }

  /** Those that are a call to Glue whose record is as it should be. */
  public static Set<Kind> calls() {
    EnumSet<Kind> calls = EnumSet.allOf(Kind.class);
    calls.removeAll(STRAY);
    calls.removeAll(Arrays.asList(CROSS_ACCOUNT, CORRECTION, LATE, OMITTED));
    return Collections.unmodifiableSet(calls);
  }
}
