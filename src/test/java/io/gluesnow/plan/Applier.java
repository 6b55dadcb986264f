package io.gluesnow.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a statement makes of what is there: the least Snowflake that a difference needs. */
final class Applier implements Statement.Visitor<Applied> {
  private final Applied before;

  private Applier(Applied before) {
    this.before = before;
  }

  /** Of the statements in order; null is nothing. */
  static Applied after(Applied before, List<Statement> statements) {
    Applied now = before;
    for (Statement statement : statements) {
      now = statement.accept(new Applier(now));
    }
    return now;
  }

  static Applied of(Target.ExternalTable table, String comment) {
    return Applied.of(
        table.name(),
        Applied.EXTERNAL_TABLE,
        "SYNC_ROLE",
        "then",
        comment,
        readBack(table),
        Protections.NONE);
  }

  /** As a look reads it: defaults are not told from stated options. */
  private static Target.ExternalTable readBack(Target.ExternalTable t) {
    return Target.ExternalTable.of(
        t.name(),
        t.columns(),
        t.partitionBy(),
        t.location(),
        t.format().withoutDefaults(),
        t.autoRefresh(),
        "");
  }

  @Override
  public Applied create(Statement.Create statement) {
    if (before != null) {
      throw new AssertionError("002002: it exists already");
    }
    return of(statement.target(), statement.mark().after(statement.target().comment()));
  }

  @Override
  public Applied replace(Statement.Replace statement) {
    return of(statement.target(), statement.mark().after(statement.target().comment()));
  }

  @Override
  public Applied addColumns(Statement.AddColumns statement) {
    List<TargetColumn> columns = new ArrayList<>(there().columns());
    for (TargetColumn column : statement.columns()) {
      if (columns.stream().anyMatch(other -> other.name().equals(column.name()))) {
        throw new AssertionError("001430: " + column);
      }
      columns.add(column);
    }
    return with(columns, there().autoRefresh(), before.comment());
  }

  @Override
  public Applied dropColumns(Statement.DropColumns statement) {
    List<TargetColumn> left =
        there().columns().stream()
            .filter(column -> !statement.columns().contains(column.name()))
            .collect(Collectors.toList());
    if (left.size() + statement.columns().size() != there().columns().size()
        || there().partitionBy().stream().anyMatch(statement.columns()::contains)) {
      throw new AssertionError("000904: " + statement);
    }
    return with(left, there().autoRefresh(), before.comment());
  }

  @Override
  public Applied comment(Statement.SetComment statement) {
    return with(
        there().columns(), there().autoRefresh(), statement.mark().after(statement.comment()));
  }

  @Override
  public Applied autoRefresh(Statement.SetAutoRefresh statement) {
    return with(there().columns(), statement.on(), before.comment());
  }

  @Override
  public Applied refresh(Statement.Refresh statement) {
    return before;
  }

  @Override
  public Applied drop(Statement.Drop statement) {
    return null;
  }

  private Target.ExternalTable there() {
    return before.structure().orElseThrow();
  }

  private Applied with(List<TargetColumn> columns, boolean autoRefresh, String comment) {
    return Applied.of(
        before.name(),
        before.kind(),
        before.owner(),
        before.createdOn(),
        comment,
        Target.ExternalTable.of(
            there().name(),
            columns,
            there().partitionBy(),
            there().location(),
            there().format(),
            autoRefresh,
            ""),
        before.protections().orElse(null));
  }
}
