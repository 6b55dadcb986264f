package io.gluesnow.plan;

import io.gluesnow.catalog.TableId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The one difference: what takes an object as a look found it to a target.
 *
 * <p>Compared are columns by name, with type and expression, the partition columns in order,
 * location, format, auto refresh and comment. The order of other columns is not: every expression
 * says itself where its value comes from, and no ALTER can move a column. An expression that cannot
 * be parsed counts as equal if the mark carries the target's fingerprint, and else as unknown;
 * nothing is sent because of an unknown, and while there is one no mark vouches for the structure.
 */
public final class Difference {
  private final Policy policy;
  private final TableId table;
  private final Target.ExternalTable target;
  private final Applied applied;
  private final Target.ExternalTable there;
  private final boolean marked;

  private final List<String> added = new ArrayList<>();
  private final List<String> dropped = new ArrayList<>();
  private final List<String> changed = new ArrayList<>();
  private final List<String> settledByMark = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private final List<String> replaceReasons = new ArrayList<>();

  private Difference(Policy policy, TableId table, Target.ExternalTable target, Applied applied) {
    this.policy = policy;
    this.table = table;
    this.applied = applied;
    this.target = policy.comments() ? target : target.withComment(Mark.userPart(applied.comment()));
    this.there =
        applied
            .structure()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the structure of " + applied.name() + " was not read"));
    this.marked = applied.mark().equals(Optional.of(mark()));
    compareColumns();
    compareTable();
  }

  /** {@link Planner#diff} under a policy. */
  static Plan between(Policy policy, TableId table, Target.ExternalTable target, Applied applied) {
    if (applied == null) {
      return Plan.of(
          "there is nothing named " + target.name(),
          List.of(Statement.Create.of(target, Mark.of(policy.instance(), table, target))));
    }
    if (!applied.isExternalTable()) {
      return Plan.of("the name " + target.name() + " is held by a " + applied.kind(), List.of())
          .needingApproval(
              List.of(
                  "a "
                      + applied.kind()
                      + " that is not ours is named "
                      + target.name()
                      + ": rename it, or give the Glue table another name by a naming rule"));
    }
    return new Difference(policy, table, target, applied).plan();
  }

  private Mark mark() {
    return Mark.of(policy.instance(), table, target);
  }

  // ---- comparing ----------------------------------------------------------------------------

  private void compareColumns() {
    Map<String, TargetColumn> present = new LinkedHashMap<>();
    there.columns().forEach(column -> present.put(column.name(), column));
    for (TargetColumn column : target.columns()) {
      TargetColumn other = present.remove(column.name());
      if (other == null) {
        added.add(column.name());
      } else if (!column.type().equals(other.type())) {
        changed.add(column.name());
      } else if (other.expression().hasUnknown()) {
        (marked ? settledByMark : unknown).add(column.name());
      } else if (!Canonical.same(column.expression(), other.expression())) {
        changed.add(column.name());
      }
    }
    dropped.addAll(present.keySet());
  }

  private void compareTable() {
    if (!there.location().equals(target.location())) {
      replaceReasons.add(
          "its location moves from " + there.location() + " to " + target.location());
    }
    compareFormat();
    List<String> before = comparablePartitions(there.partitionBy());
    List<String> after = comparablePartitions(target.partitionBy());
    if (!before.equals(after)) {
      replaceReasons.add(
          "it is partitioned by " + target.partitionBy() + " instead of " + there.partitionBy());
    } else {
      changed.stream()
          .filter(target.partitionBy()::contains)
          .forEach(name -> replaceReasons.add("partition column " + name + " is computed anew"));
    }
    if (policy.retype() == Policy.Retype.REPLACE
        && !changed.isEmpty()
        && replaceReasons.isEmpty()) {
      replaceReasons.add(
          "type or source of " + changed + " changes, and no reader should see the table without");
    }
  }

  private void compareFormat() {
    FileFormat before = there.format().withoutDefaults();
    FileFormat after = target.format().withoutDefaults();
    if (before.type() != after.type()) {
      replaceReasons.add("its files are read as " + after.type() + " instead of " + before.type());
      return;
    }
    Set<String> options = new TreeSet<>(before.options().keySet());
    options.addAll(after.options().keySet());
    for (String option : options) {
      FileFormat.Value old = before.options().get(option);
      FileFormat.Value now = after.options().get(option);
      if (!Objects.equals(old, now)) {
        replaceReasons.add(option + " is " + shown(now) + " instead of " + shown(old));
      }
    }
  }

  private static String shown(FileFormat.Value value) {
    return value == null ? "Snowflake's default" : CsvText.shown(value.toString());
  }

  // What is partitioned by may be known only from expressions: one that cannot be read says
  // nothing.
  private List<String> comparablePartitions(List<String> names) {
    Set<String> unreadable = new HashSet<>(settledByMark);
    unreadable.addAll(unknown);
    return names.stream().filter(name -> !unreadable.contains(name)).collect(Collectors.toList());
  }

  // ---- planning -----------------------------------------------------------------------------

  private Plan plan() {
    if (!replaceReasons.isEmpty()) {
      return replace();
    }
    List<Statement> statements = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    alterColumns(statements, reasons);
    boolean structural = !statements.isEmpty();
    if (there.autoRefresh() != target.autoRefresh()) {
      statements.add(Statement.SetAutoRefresh.of(target.name(), target.autoRefresh()));
      reasons.add("auto refresh is to be " + (target.autoRefresh() ? "on" : "off"));
    }
    comment(structural, statements, reasons);
    Plan plan =
        statements.isEmpty() ? Plan.nothing() : Plan.of(String.join("; ", reasons), statements);
    return plan.withUnknowns(settledByMark, unknown);
  }

  private void alterColumns(List<Statement> statements, List<String> reasons) {
    List<String> out = new ArrayList<>(dropped);
    out.addAll(changed);
    if (!out.isEmpty()) {
      statements.add(Statement.DropColumns.of(target.name(), out));
    }
    Set<String> in = new HashSet<>(added);
    in.addAll(changed);
    if (!in.isEmpty()) {
      statements.add(
          Statement.AddColumns.of(
              target.name(),
              target.columns().stream()
                  .filter(column -> in.contains(column.name()))
                  .collect(Collectors.toList())));
    }
    tell(reasons, "columns come", added);
    tell(reasons, "columns go", dropped);
    tell(reasons, "columns change", changed);
  }

  private static void tell(List<String> reasons, String what, List<String> names) {
    if (!names.isEmpty()) {
      reasons.add(what + ": " + String.join(", ", names));
    }
  }

  /**
   * One COMMENT at the end, if the user's part differs or the mark does. While something is unknown
   * the mark that is there stays: it vouches for what it was written for.
   */
  private void comment(boolean structural, List<Statement> statements, List<String> reasons) {
    Optional<Mark> ours = applied.mark().filter(mark -> mark.isOf(policy.instance(), table));
    Mark mark = unknown.isEmpty() ? mark() : ours.orElse(Mark.unverified(policy.instance(), table));
    boolean other = !Mark.userPart(applied.comment()).equals(target.comment());
    if (!other && ours.equals(Optional.of(mark))) {
      return;
    }
    if (other) {
      reasons.add("the comment changes");
    }
    if (ours.isEmpty()) {
      reasons.add("our mark is missing");
    } else if (!structural && !ours.get().equals(mark)) {
      reasons.add("the mark has another structure's fingerprint");
    }
    statements.add(Statement.SetComment.of(target.name(), target.comment(), mark));
  }

  private Plan replace() {
    if (applied.protections().isEmpty()) {
      return Plan.afterProtections(String.join("; ", replaceReasons));
    }
    Protections protections = applied.protections().get();
    List<String> hindrances = new ArrayList<>(protections.hindrances());
    Set<String> columns = new HashSet<>();
    columns.add("VALUE");
    target.columns().forEach(column -> columns.add(column.name()));
    for (Protections.RowAccessPolicy policyOnRows : protections.rowAccessPolicies()) {
      policyOnRows.columns().stream()
          .filter(column -> !columns.contains(column))
          .forEach(
              column ->
                  hindrances.add(
                      "row access policy "
                          + policyOnRows.name()
                          + " is on column "
                          + column
                          + ", which the new table does not have"));
    }
    Plan plan =
        Plan.of(
            "no ALTER serves: "
                + String.join("; ", replaceReasons)
                + ". A replace lists and registers all files again and makes streams on the table"
                + " stale; grants, row access policies and tags are kept",
            List.of(Statement.Replace.of(target, mark(), protections)));
    return hindrances.isEmpty() ? plan : plan.needingApproval(hindrances);
  }
}
