package io.gluesnow.plan;

import io.gluesnow.catalog.PartitionPath;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The planner under one policy. */
public final class PolicyPlanner implements Planner {
  private final Policy policy;
  private final TargetMapper mapper;
  private final String fingerprint;

  private PolicyPlanner(Policy policy) {
    this.policy = Objects.requireNonNull(policy, "policy");
    this.mapper = TargetMapper.of(policy);
    this.fingerprint = policy.fingerprint();
  }

  public static PolicyPlanner of(Policy policy) {
    return new PolicyPlanner(policy);
  }

  @Override
  public Optional<ObjectName> nameOf(TableId table) {
    return mapper.nameOf(table);
  }

  @Override
  public Target map(TableDefinition definition) {
    return mapper.map(definition);
  }

  @Override
  public RefreshPath refreshPath(TableDefinition definition, PartitionPath partition) {
    return mapper.refreshPath(definition, partition);
  }

  @Override
  public Plan diff(TableId table, Target.ExternalTable target, Applied applied) {
    return Difference.between(policy, table, target, applied);
  }

  @Override
  public Plan drop(ObjectName name) {
    return Plan.of("its table is gone from Glue", List.of(Statement.Drop.of(name)));
  }

  @Override
  public Mark mark(TableId table, Target.ExternalTable target) {
    return Mark.of(policy.instance(), table, target);
  }

  @Override
  public String instance() {
    return policy.instance();
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public boolean apply() {
    return policy.apply();
  }

  @Override
  public boolean drops(TableId table) {
    return policy.deletion() == Policy.Deletion.DROP && policy.selection().covers(table);
  }

  @Override
  public Duration grace() {
    return policy.grace();
  }

  @Override
  public boolean adopts() {
    return policy.adopt();
  }
}
