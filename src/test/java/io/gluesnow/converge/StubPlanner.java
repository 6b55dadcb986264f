package io.gluesnow.converge;

import io.gluesnow.catalog.PartitionPath;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.FileFormat;
import io.gluesnow.plan.Mark;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Plan;
import io.gluesnow.plan.Planner;
import io.gluesnow.plan.RefreshPath;
import io.gluesnow.plan.StageLocation;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A planner that says what a test wants it to say. */
final class StubPlanner implements Planner {
  static final ObjectName NAME = ObjectName.of("DB", "S", "T");

  /** A table without columns: what it is does not matter to the controller. */
  static final Target.ExternalTable TARGET =
      Target.ExternalTable.of(
          NAME,
          List.of(),
          List.of(),
          StageLocation.of(ObjectName.of("DB", "S", "STAGE"), "t/"),
          FileFormat.of(FileFormat.Type.PARQUET, Map.of()),
          false,
          "");

  Optional<ObjectName> name = Optional.of(NAME);
  Target target = TARGET;

  /** The difference to an object that is there. */
  Plan difference = Plan.nothing();

  boolean needsProtections;
  boolean apply = true;
  boolean drops = true;
  boolean adopts;
  String fingerprint = "policy-1";

  @Override
  public Optional<ObjectName> nameOf(TableId table) {
    return name;
  }

  @Override
  public Target map(TableDefinition definition) {
    return target;
  }

  /** Partitions lie at {@code s3://lake/t/…}. */
  @Override
  public RefreshPath refreshPath(TableDefinition definition, PartitionPath partition) {
    return partition
        .location()
        .map(
            at ->
                at.startsWith("s3://lake/t/")
                    ? RefreshPath.below(at.substring("s3://lake/t/".length()))
                    : RefreshPath.outside(at))
        .orElse(RefreshPath.ALL);
  }

  @Override
  public Plan diff(TableId table, Target.ExternalTable wanted, Applied applied) {
    return applied == null
        ? Plan.of("new", List.of(Statement.Create.of(wanted, mark(table, wanted))))
        : needsProtections && applied.protections().isEmpty()
            ? Plan.afterProtections("it moves")
            : difference;
  }

  @Override
  public Plan drop(ObjectName object) {
    return Plan.of("gone", List.of(Statement.Drop.of(object)));
  }

  @Override
  public Mark mark(TableId table, Target.ExternalTable wanted) {
    return Mark.of(instance(), table, wanted);
  }

  @Override
  public String instance() {
    return "unit";
  }

  @Override
  public String fingerprint() {
    return fingerprint + apply + drops + adopts;
  }

  @Override
  public boolean apply() {
    return apply;
  }

  @Override
  public boolean drops(TableId table) {
    return drops;
  }

  @Override
  public Duration grace() {
    return Duration.ofHours(24);
  }

  @Override
  public boolean adopts() {
    return adopts;
  }
}
