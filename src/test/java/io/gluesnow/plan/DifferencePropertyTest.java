package io.gluesnow.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** After a plan there is nothing left to plan: from anywhere, and from any step of the way. */
class DifferencePropertyTest {
  private static final ObjectName NAME = ObjectName.of("SHOP", "PUBLIC", "ORDERS");
  private static final ObjectName STAGE = ObjectName.of("DEV", "PUBLIC", "LAKE");

  @Property(tries = 2_000)
  void afterThePlanNothingDiffers(
      @ForAll("policies") Policy policy,
      @ForAll("tables") Target.ExternalTable before,
      @ForAll("tables") Target.ExternalTable after,
      @ForAll("comments") String comment,
      @ForAll boolean nothingThere) {
    Applied start = nothingThere ? null : Applier.of(before, comment);

    Plan plan = Difference.between(policy, Glue.ORDERS, after, start);
    Applied end = Applier.after(start, plan.statements());

    assertEqual(policy, after, end);
  }

  @Property(tries = 2_000)
  void fromAnyStepOfAPlanTheNextOneLeadsToTheSameEndOrToANewTarget(
      @ForAll("policies") Policy policy,
      @ForAll("tables") Target.ExternalTable before,
      @ForAll("tables") Target.ExternalTable between,
      @ForAll("tables") Target.ExternalTable after,
      @ForAll("comments") String comment) {
    Applied start = Applier.of(before, comment);
    List<Statement> half = Difference.between(policy, Glue.ORDERS, between, start).statements();

    for (int steps = 0; steps <= half.size(); steps++) {
      Applied stopped = Applier.after(start, half.subList(0, steps));
      for (Target.ExternalTable target : List.of(between, after, before)) {
        Plan rest = Difference.between(policy, Glue.ORDERS, target, stopped);
        assertEqual(policy, target, Applier.after(stopped, rest.statements()));
      }
    }
  }

  @Property(tries = 2_000)
  void nothingIsSentBecauseOfWhatCannotBeCompared(
      @ForAll("policies") Policy policy,
      @ForAll("tables") Target.ExternalTable before,
      @ForAll("tables") Target.ExternalTable after) {
    Mark mark = Mark.of(policy.instance(), Glue.ORDERS, before);
    Applied readable = Applier.of(before, mark.after(before.comment()));
    Applied unreadable = Applier.of(unreadable(before), mark.after(before.comment()));

    Plan same = Difference.between(policy, Glue.ORDERS, before, unreadable);
    assertThat(same.statements()).isEmpty();
    assertThat(same.cannotCompare()).isEmpty();
    assertThat(same.comparedByMark()).containsExactlyInAnyOrderElementsOf(names(before));

    Plan plan = Difference.between(policy, Glue.ORDERS, after, unreadable);
    Plan certain = Difference.between(policy, Glue.ORDERS, after, readable);
    assertThat(plan.risk()).isLessThanOrEqualTo(certain.risk());
    if (plan.risk() == Risk.METADATA || plan.isEmpty()) {
      Applied end = Applier.after(unreadable, plan.statements());
      Plan again = Difference.between(policy, Glue.ORDERS, after, end);
      assertThat(again.statements()).as(again.reason()).isEmpty();
    }
  }

  private static void assertEqual(Policy policy, Target.ExternalTable target, Applied end) {
    Plan again = Difference.between(policy, Glue.ORDERS, target, end);
    assertThat(again).isEqualTo(Plan.nothing());
    Target.ExternalTable made = end.structure().orElseThrow();
    assertThat(made.columns()).containsExactlyInAnyOrderElementsOf(target.columns());
    assertThat(made.partitionBy()).isEqualTo(target.partitionBy());
    assertThat(made.location()).isEqualTo(target.location());
    assertThat(made.format()).isEqualTo(target.format().withoutDefaults());
    assertThat(made.autoRefresh()).isEqualTo(target.autoRefresh());
    assertThat(end.mark()).contains(Mark.of(policy.instance(), Glue.ORDERS, target));
    if (policy.comments()) {
      assertThat(Mark.userPart(end.comment())).isEqualTo(target.comment());
    }
  }

  private static List<String> names(Target.ExternalTable table) {
    return table.columns().stream().map(TargetColumn::name).collect(Collectors.toList());
  }

  private static Target.ExternalTable unreadable(Target.ExternalTable table) {
    return Target.ExternalTable.of(
        table.name(),
        table.columns().stream()
            .map(c -> TargetColumn.of(c.name(), c.type(), Expression.unknown("?" + c)))
            .collect(Collectors.toList()),
        List.of(),
        table.location(),
        table.format(),
        table.autoRefresh(),
        table.comment());
  }

  // ---- what can be -----------------------------------------------------------------------------

  @Provide
  Arbitrary<Policy> policies() {
    return Combinators.combine(Arbitraries.of(Policy.Retype.values()), Arbitraries.of(true, false))
        .as(
            (retype, comments) ->
                Policies.confirmed(Policies.builder().retype(retype).comments(comments)));
  }

  @Provide
  Arbitrary<String> comments() {
    return Arbitraries.of(
        "",
        "someone's own",
        "text\ngluesnow:1 instance=test table=111122223333/eu-west-1/shop__public/orders"
            + " structure=0123456789abcdef",
        "gluesnow:1 instance=other table=111122223333/eu-west-1/shop__public/orders"
            + " structure=0123456789abcdef");
  }

  @Provide
  Arbitrary<Target.ExternalTable> tables() {
    Arbitrary<List<String>> names =
        Arbitraries.of("A", "B", "C", "D").list().uniqueElements().ofMinSize(1).ofMaxSize(4);
    Arbitrary<Integer> seed = Arbitraries.integers().between(0, 80);
    return Combinators.combine(
            names,
            seed,
            Arbitraries.of("", "raw/"),
            Arbitraries.of(FileFormat.Type.PARQUET, FileFormat.Type.PARQUET, FileFormat.Type.CSV),
            Arbitraries.of("", "what it is"),
            Arbitraries.of(false, false, true))
        .as(DifferencePropertyTest::table);
  }

  private static Target.ExternalTable table(
      List<String> names,
      int seed,
      String path,
      FileFormat.Type type,
      String comment,
      boolean flag) {
    List<TargetColumn> columns = new ArrayList<>();
    List<String> partitionBy = new ArrayList<>();
    int rest = seed;
    for (String name : names) {
      int choice = rest % 3;
      rest /= 3;
      if (seed % 7 == 0 && partitionBy.isEmpty() && choice == 0) {
        partitionBy.add(name);
        columns.add(
            TargetColumn.of(
                name,
                SnowflakeType.VARCHAR,
                Expression.call(
                        "SPLIT_PART",
                        Expression.fileName(),
                        Expression.text("/"),
                        Expression.number(seed % 2 + 1))
                    .castTo(SnowflakeType.VARCHAR)));
      } else {
        SnowflakeType columnType =
            choice == 1 ? SnowflakeType.number(10, 0) : SnowflakeType.VARCHAR;
        columns.add(
            TargetColumn.of(
                name, columnType, Expression.value(choice == 2 ? "x" : "y").castTo(columnType)));
      }
    }
    Map<String, FileFormat.Value> options =
        type == FileFormat.Type.PARQUET
            ? Map.of("BINARY_AS_TEXT", FileFormat.Value.flag(seed % 5 != 0))
            : Map.of("SKIP_HEADER", FileFormat.Value.number(seed % 2));
    return Target.ExternalTable.of(
        NAME,
        columns,
        partitionBy,
        StageLocation.of(STAGE, path),
        FileFormat.of(type, options),
        flag,
        comment);
  }
}
