package io.gluesnow.simulation;

import io.gluesnow.catalog.Column;
import io.gluesnow.catalog.PartitionPath;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.Expression;
import io.gluesnow.plan.FileFormat;
import io.gluesnow.plan.Mark;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Plan;
import io.gluesnow.plan.Planner;
import io.gluesnow.plan.Protections;
import io.gluesnow.plan.RefreshPath;
import io.gluesnow.plan.Refusal;
import io.gluesnow.plan.SnowflakeType;
import io.gluesnow.plan.StageLocation;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.Target;
import io.gluesnow.plan.TargetColumn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A planner that knows columns, a place and a comment, and is as quick as a simulation needs. */
final class FakePlanner implements Planner {
  private static final FileFormat FORMAT = FileFormat.of(FileFormat.Type.PARQUET, Map.of());
  private static final ObjectName STAGE = ObjectName.of("DB", "S", "STAGE");

  private final Settings settings;
  private final Map<TableDefinition, Target> targets = new IdentityHashMap<>();

  /**
   * @param settings the version is part of each table's comment, so that another is another target
   */
  FakePlanner(Settings settings) {
    this.settings = settings;
  }

  /** Tables whose names differ only behind a tilde have one name. */
  static ObjectName name(TableId table) {
    String name = table.table();
    int cut = name.indexOf('~');
    return ObjectName.of("DB", table.database(), cut < 0 ? name : name.substring(0, cut));
  }

  @Override
  public Optional<ObjectName> nameOf(TableId table) {
    return Optional.of(name(table));
  }

  @Override
  public Target map(TableDefinition definition) {
    return targets.computeIfAbsent(definition, this::mapped);
  }

  private Target mapped(TableDefinition definition) {
    if (definition.tableType().equals("DELTA")) {
      return Target.none(Refusal.of(Refusal.Reason.TABLE_FORMAT, "a delta table"));
    }
    List<TargetColumn> columns = new ArrayList<>();
    definition.columns().forEach(column -> columns.add(column(column)));
    String path = definition.location().replace("s3://lake/", "");
    return Target.ExternalTable.of(
        name(definition.id()),
        columns,
        List.of(),
        StageLocation.of(STAGE, path),
        FORMAT,
        false,
        settings.version);
  }

  @Override
  public RefreshPath refreshPath(TableDefinition definition, PartitionPath partition) {
    return partition
        .location()
        .map(
            at ->
                at.startsWith(definition.location())
                    ? RefreshPath.below(at.substring(definition.location().length()))
                    : RefreshPath.outside(at))
        .orElse(RefreshPath.ALL);
  }

  static TargetColumn column(Column column) {
    SnowflakeType type = SnowflakeType.parse(column.type().toString());
    return TargetColumn.of(column.name(), type, Expression.value(column.name()).castTo(type));
  }

  @Override
  public Plan diff(TableId table, Target.ExternalTable target, Applied applied) {
    Mark mark = mark(table, target);
    if (applied == null) {
      return Plan.of("new", List.of(Statement.Create.of(target, mark)));
    }
    Target.ExternalTable there = applied.structure().orElseThrow();
    if (!there.location().equals(target.location())) {
      if (applied.protections().isEmpty()) {
        return Plan.afterProtections("moved");
      }
      Protections restated = applied.protections().get();
      return Plan.of("moved", List.of(Statement.Replace.of(target, mark, restated)))
          .needingApproval(restated.hindrances());
    }
    return altered(applied, target, mark);
  }

  /** What cannot be read counts as equal if the mark says so, and else stays as it is. */
  private static Plan altered(Applied applied, Target.ExternalTable target, Mark mark) {
    List<TargetColumn> present = applied.structure().orElseThrow().columns();
    List<String> unread =
        present.stream()
            .filter(c -> c.expression().hasUnknown())
            .filter(c -> isWanted(c, target))
            .map(TargetColumn::name)
            .collect(Collectors.toList());
    List<String> gone =
        present.stream()
            .filter(c -> !unread.contains(c.name()) && !target.columns().contains(c))
            .map(TargetColumn::name)
            .collect(Collectors.toList());
    List<TargetColumn> added =
        target.columns().stream()
            .filter(c -> !unread.contains(c.name()) && !present.contains(c))
            .collect(Collectors.toList());
    List<Statement> statements = new ArrayList<>();
    if (!gone.isEmpty()) {
      statements.add(Statement.DropColumns.of(target.name(), gone));
    }
    if (!added.isEmpty()) {
      statements.add(Statement.AddColumns.of(target.name(), added));
    }
    boolean marked = unread.isEmpty() || applied.mark().equals(Optional.of(mark));
    Mark kept =
        marked ? mark : applied.mark().orElse(Mark.unverified(Mapping.INSTANCE, mark.table()));
    if (unread.isEmpty() && !statements.isEmpty()
        || !applied.comment().equals(kept.after(target.comment()))) {
      statements.add(Statement.SetComment.of(target.name(), target.comment(), kept));
    }
    Plan plan = statements.isEmpty() ? Plan.nothing() : Plan.of("differs", statements);
    return plan.withUnknowns(marked ? unread : List.of(), marked ? List.of() : unread);
  }

  private static boolean isWanted(TargetColumn there, Target.ExternalTable target) {
    return target.columns().stream()
        .anyMatch(c -> c.name().equals(there.name()) && c.type().equals(there.type()));
  }

  @Override
  public Plan drop(ObjectName name) {
    return Plan.of("gone", List.of(Statement.Drop.of(name)));
  }

  @Override
  public Mark mark(TableId table, Target.ExternalTable target) {
    return Mark.of(Mapping.INSTANCE, table, target);
  }

  @Override
  public String instance() {
    return Mapping.INSTANCE;
  }

  @Override
  public String fingerprint() {
    return settings.toString();
  }

  @Override
  public boolean apply() {
    return settings.apply;
  }

  @Override
  public boolean drops(TableId table) {
    return settings.drops;
  }

  @Override
  public Duration grace() {
    return Duration.ofMillis(Times.GRACE);
  }

  @Override
  public boolean adopts() {
    return settings.adopts;
  }
}
