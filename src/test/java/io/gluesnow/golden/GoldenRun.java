package io.gluesnow.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.cloudtrail.CloudTrailDecoder;
import io.gluesnow.cloudtrail.Decoded;
import io.gluesnow.converge.Depth;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Plan;
import io.gluesnow.plan.Planner;
import io.gluesnow.plan.PolicyPlanner;
import io.gluesnow.plan.Refusal;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.Target;
import io.gluesnow.snowflake.SqlRenderer;
import io.gluesnow.standin.snowflake.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes one case all the way: record, Glue, target, look, plan, SQL; sends it and looks again. It
 * decides as the controller does, without its patience.
 */
final class GoldenRun {
  static final String REFUSED = "refused ";

  private final GoldenCase golden;
  private final GoldenGlue glue;
  private final GoldenSnowflake snowflake;
  private final Planner planner;

  private GoldenRun(GoldenCase golden, GoldenGlue glue, GoldenSnowflake snowflake) {
    this.golden = golden;
    this.glue = glue;
    this.snowflake = snowflake;
    this.planner = PolicyPlanner.of(snowflake.confirmed(GoldenPolicy.of(golden.policy())));
  }

  /** What comes of it: statements with empty lines between them, or a refusal; one to a table. */
  static String of(GoldenCase golden, GoldenGlue glue, Dialect dialect) {
    return of(golden, glue, dialect, false);
  }

  /** The same, where SHOW may print a location as a URL. */
  static String of(GoldenCase golden, GoldenGlue glue, Dialect dialect, boolean locationAsUrl) {
    try (GoldenSnowflake snowflake = new GoldenSnowflake(dialect, locationAsUrl)) {
      return new GoldenRun(golden, glue, snowflake).outcome();
    }
  }

  private String outcome() {
    Decoded decoded = new CloudTrailDecoder().decode(golden.record());
    assertThat(decoded.unreadable()).isEmpty();
    if (decoded.events().isEmpty()) {
      return REFUSED
          + (decoded.ended(OutcomeKind.FAILED_CALL) == 1
              ? "failed-call: the call changed nothing\n"
              : "irrelevant: it is not about a table\n");
    }
    StringBuilder out = new StringBuilder();
    for (CatalogEvent event : decoded.events()) {
      TableId table = event.table().orElseThrow();
      if (golden.before().isPresent()) {
        makeBefore(table);
      }
      golden.byHand().ifPresent(snowflake::byHand);
      out.append(out.length() == 0 ? "" : "\n").append(converged(table));
    }
    return out.toString();
  }

  private void makeBefore(TableId table) {
    TableDefinition earlier =
        glue.ask(table, golden.before(), golden.target()).definition().orElseThrow();
    Target target = planner.map(earlier);
    Target.ExternalTable made =
        target.externalTable().orElseThrow(() -> new AssertionError(target.toString()));
    assertThat(snowflake.look(made.name(), Depth.SHOW)).isNull();
    planner
        .diff(table, made, null)
        .statements()
        .forEach(statement -> assertThat(snowflake.send(statement)).isTrue());
  }

  private String converged(TableId table) {
    Snapshot snapshot = glue.ask(table, golden.glue(), golden.target());
    Optional<TableDefinition> definition = snapshot.definition();
    if (definition.isEmpty()) {
      return gone(table);
    }
    Target target = planner.map(definition.get());
    if (target.externalTable().isEmpty()) {
      return REFUSED + target.accept(new Reason()) + "\n";
    }
    Target.ExternalTable wanted = target.externalTable().get();
    Plan plan = plan(table, wanted);
    List<String> sql = new ArrayList<>();
    if (plan.hindrances().isEmpty() && !sent(plan, sql)) {
      plan = plan(table, wanted);
    }
    if (!plan.hindrances().isEmpty()) {
      return REFUSED + "needs-approval: " + plan.hindrances() + " " + plan.reason() + "\n";
    }
    Plan again = plan(table, wanted);
    assertThat(again.statements()).as("after the plan, because " + again.reason()).isEmpty();
    assertThat(again.comparedByMark()).isEmpty();
    assertThat(again.cannotCompare()).isEmpty();
    return written(plan, wanted.warnings(), sql);
  }

  private static String written(Plan plan, List<String> warnings, List<String> sql) {
    return "-- "
        + plan.risk().label()
        + ": "
        + plan.reason()
        + "\n"
        + warnings.stream().map(w -> "-- warned: " + w + "\n").collect(Collectors.joining())
        + String.join("\n\n", sql)
        + (sql.isEmpty() ? "" : "\n");
  }

  private Plan plan(TableId table, Target.ExternalTable wanted) {
    Applied applied = snowflake.look(wanted.name(), Depth.DESC);
    Plan plan = planner.diff(table, wanted, applied);
    return plan.needsProtections()
        ? planner.diff(table, wanted, snowflake.look(wanted.name(), Depth.DDL))
        : plan;
  }

  private String gone(TableId table) {
    Optional<ObjectName> name = planner.nameOf(table);
    Applied applied = name.map(n -> snowflake.look(n, Depth.SHOW)).orElse(null);
    boolean ours =
        applied != null
            && applied.mark().filter(m -> m.isOf(planner.instance(), table)).isPresent();
    if (!ours) {
      return "-- none: nothing of ours is there\n";
    }
    if (!planner.drops(table)) {
      return REFUSED + "policy: deletion is off\n";
    }
    Plan plan = planner.drop(name.orElseThrow());
    List<String> sql = new ArrayList<>();
    assertThat(sent(plan, sql)).isTrue();
    assertThat(snowflake.look(name.get(), Depth.SHOW)).isNull();
    return written(plan, List.of(), sql);
  }

  private boolean sent(Plan plan, List<String> sql) {
    for (Statement statement : plan.statements()) {
      if (!snowflake.send(statement)) {
        return false;
      }
      sql.add(SqlRenderer.sqlOf(statement) + ";");
    }
    return true;
  }

  private static final class Reason implements Target.Visitor<Refusal> {
    @Override
    public Refusal external(Target.ExternalTable table) {
      throw new IllegalStateException(table.toString());
    }

    @Override
    public Refusal none(Refusal refusal) {
      return refusal;
    }
  }
}
