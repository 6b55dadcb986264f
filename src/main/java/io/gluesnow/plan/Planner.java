package io.gluesnow.plan;

import io.gluesnow.catalog.PartitionPath;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import java.time.Duration;
import java.util.Optional;

/**
 * The planner as the controller of a table sees it: the one mapping and the one difference under
 * the policy in force. Pure: equal arguments give equal results until the policy changes, which
 * {@link #fingerprint} shows.
 */
public interface Planner {
  /**
   * The name that a table has in Snowflake; empty where the naming rule gives it none. It depends
   * on the table id and the policy alone, so that a deleted table's object can be found.
   */
  Optional<ObjectName> nameOf(TableId table);

  /** What the table should be. Never throws: what cannot be is a target of none with its reason. */
  Target map(TableDefinition definition);

  /** Which files an event about a partition of this table is about. Never throws. */
  RefreshPath refreshPath(TableDefinition definition, PartitionPath partition);

  /**
   * What takes the object that is there to the target.
   *
   * @param applied what a look found, or null for nothing; a structure is required for an external
   *     table, protections only if the plan without them {@link Plan#needsProtections}
   * @return an empty plan if nothing differs. For nothing there: a plain create. Never a refresh:
   *     files are a wish of their own
   */
  Plan diff(TableId table, Target.ExternalTable target, Applied applied);

  /** The plan that drops the table's object. */
  Plan drop(ObjectName name);

  /** The mark that an object made to this target carries. */
  Mark mark(TableId table, Target.ExternalTable target);

  /** This job's name in every mark. */
  String instance();

  /** A hash of everything set about what and how to synchronise. */
  String fingerprint();

  /** Off in shadow mode: everything is planned and nothing is sent. */
  boolean apply();

  /**
   * Whether a table that is gone from Glue is dropped from Snowflake: never one that is not
   * selected, whose object is left as it is.
   */
  boolean drops(TableId table);

  /** How long a drop waits for a re-creation. */
  Duration grace();

  /** Whether an unmarked object under a target's name may be taken over. */
  boolean adopts();
}
