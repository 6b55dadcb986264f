package io.gluesnow.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private final Policy policy = Policies.standard();

  @Test
  void whereNothingIsThereThePlanIsAPlainCreate() {
    Target.ExternalTable target = mapped(Glue.parquet().column("id", "int"));

    Plan plan = Difference.between(policy, Glue.ORDERS, target, null);

    assertThat(plan.statements()).containsExactly(Statement.Create.of(target, mark(target)));
    assertThat(plan.risk()).isEqualTo(Risk.NONE);
  }

  @Test
  void columnsThatComeAndGoAreOneStatementEachAndAComment() {
    Target.ExternalTable before =
        mapped(Glue.parquet().column("a", "int").column("b", "int").column("c", "int"));
    Target.ExternalTable after =
        mapped(Glue.parquet().column("x", "int").column("c", "int").column("y", "date"));

    Plan plan = Difference.between(policy, Glue.ORDERS, after, made(before));

    assertThat(plan.statements())
        .containsExactly(
            Statement.DropColumns.of(after.name(), List.of("A", "B")),
            Statement.AddColumns.of(
                after.name(), List.of(after.columns().get(0), after.columns().get(2))),
            Statement.SetComment.of(after.name(), "", mark(after)));
    assertThat(plan.risk()).isEqualTo(Risk.METADATA);
  }

  @Test
  @Tag("trap:snowflake-22")
  void aChangedTypeIsAReplaceSaidInWordsUnlessThePolicyTakesItInPlace() {
    Target.ExternalTable before = mapped(Glue.parquet().column("a", "int").column("b", "int"));
    Target.ExternalTable after = mapped(Glue.parquet().column("a", "bigint").column("b", "int"));

    Plan replace = Difference.between(policy, Glue.ORDERS, after, made(before));
    Plan inPlace =
        Difference.between(
            Policies.confirmed(Policies.builder().retype(Policy.Retype.IN_PLACE)),
            Glue.ORDERS,
            after,
            made(before));

    assertThat(replace.statements())
        .containsExactly(Statement.Replace.of(after, mark(after), Protections.NONE));
    assertThat(replace.reason())
        .contains("[A] changes")
        .contains("registers all files again")
        .contains("streams on the table stale");
    assertThat(inPlace.statements())
        .hasSize(3)
        .startsWith(
            Statement.DropColumns.of(after.name(), List.of("A")),
            Statement.AddColumns.of(after.name(), after.columns().subList(0, 1)));
  }

  @Test
  @Tag("trap:snowflake-22")
  void locationFormatAndPartitionsHaveNoAlter() {
    Glue glue = Glue.parquet().column("a", "int");
    Applied before = made(mapped(glue));

    for (Glue changed :
        List.of(
            Glue.parquet().column("a", "int").at("s3://lake/elsewhere/"),
            Glue.orc().column("a", "int"),
            Glue.parquet().column("a", "int").column("raw", "binary"),
            Glue.parquet().column("a", "int").key("dt", "date"))) {
      Plan plan = Difference.between(policy, Glue.ORDERS, mapped(changed), before);
      assertThat(plan.risk()).isEqualTo(Risk.REPLACES_REGISTRATIONS);
      assertThat(plan.needsProtections()).isFalse();
      assertThat(plan.statements().get(0)).isInstanceOf(Statement.Replace.class);
    }
  }

  @Test
  void whatGuardsATableIsReadBeforeItsReplaceIsPlanned() {
    Applied unread = guarded(mapped(Glue.parquet().column("a", "int")), null);

    Plan moved =
        Difference.between(
            policy,
            Glue.ORDERS,
            mapped(Glue.parquet().column("a", "int").at("s3://lake/elsewhere/")),
            unread);
    assertThat(moved.needsProtections()).isTrue();
    assertThat(moved.isEmpty()).isFalse();
    assertThat(moved.statements()).isEmpty();

    Plan same =
        Difference.between(policy, Glue.ORDERS, mapped(Glue.parquet().column("a", "int")), unread);
    assertThat(same.isEmpty()).isTrue();
  }

  @Test
  @Tag("trap:snowflake-23")
  void aRenamedColumnIsDroppedAndAddedWithItsNewKey() {
    Target.ExternalTable after = mapped(Glue.parquet().column("b", "int"));

    Plan plan =
        Difference.between(
            policy, Glue.ORDERS, after, made(mapped(Glue.parquet().column("a", "int"))));

    assertThat(plan.statements().get(1))
        .isEqualTo(Statement.AddColumns.of(after.name(), after.columns()));
    assertThat(after.columns().get(0).expression())
        .hasToString("cast(GET_IGNORE_CASE(value, 'b') as NUMBER(10,0))");
  }

  @Test
  void aReplaceRestatesTheGuardsAndStopsAtWhatItCannotRestate() {
    Target.ExternalTable after = mapped(Glue.parquet().column("a", "bigint"));
    Target.ExternalTable before = mapped(Glue.parquet().column("a", "int").column("b", "int"));
    ObjectName rule = ObjectName.of("GOV", "RULES", "P");
    Protections onValue =
        Protections.of(
            List.of(Protections.RowAccessPolicy.of(rule, List.of("VALUE"))), List.of(), List.of());
    Protections onColumn =
        Protections.of(
            List.of(Protections.RowAccessPolicy.of(rule, List.of("B"))), List.of(), List.of());
    Protections unseen = Protections.of(List.of(), List.of(), List.of("a tag that we may not see"));

    assertThat(Difference.between(policy, Glue.ORDERS, after, guarded(before, onValue)))
        .satisfies(plan -> assertThat(plan.hindrances()).isEmpty())
        .satisfies(
            plan ->
                assertThat(plan.statements())
                    .containsExactly(Statement.Replace.of(after, mark(after), onValue)));
    assertThat(
            Difference.between(policy, Glue.ORDERS, after, guarded(before, onColumn)).hindrances())
        .hasSize(1)
        .first()
        .asString()
        .contains("GOV.RULES.P", "column B");
    assertThat(Difference.between(policy, Glue.ORDERS, after, guarded(before, unseen)).hindrances())
        .containsExactly("a tag that we may not see");
  }

  @Test
  void whileSomethingCannotBeComparedNoMarkIsWrittenThatWouldSettleItLater() {
    Target.ExternalTable before = mapped(Glue.parquet().column("a", "int").column("b", "int"));
    Target.ExternalTable after = mapped(Glue.parquet().column("a", "int").column("c", "int"));
    Applied there = withUnknown(before, mark(before).toString());

    Plan plan = Difference.between(policy, Glue.ORDERS, after, there);
    assertThat(plan.statements()).noneMatch(Statement.SetComment.class::isInstance).hasSize(2);
    assertThat(plan.cannotCompare()).containsExactly("A");

    Applied end = Applier.after(there, plan.statements());
    Plan again = Difference.between(policy, Glue.ORDERS, after, end);
    assertThat(again.statements()).isEmpty();
    assertThat(again.cannotCompare()).containsExactly("A");

    Plan back = Difference.between(policy, Glue.ORDERS, before, end);
    assertThat(back.comparedByMark()).containsExactly("A");
  }

  @Test
  void aLostMarkComesBackWithoutVouchingForWhatCannotBeCompared() {
    Target.ExternalTable target = mapped(Glue.parquet().column("a", "int"));

    Plan plan = Difference.between(policy, Glue.ORDERS, target, withUnknown(target, "mine"));

    assertThat(plan.statements())
        .containsExactly(
            Statement.SetComment.of(target.name(), "", Mark.unverified("test", Glue.ORDERS)));
    Applied end = Applier.after(withUnknown(target, "mine"), plan.statements());
    Plan again = Difference.between(policy, Glue.ORDERS, target, end);
    assertThat(again.statements()).isEmpty();
    assertThat(again.cannotCompare()).containsExactly("A");
  }

  @Test
  void aMarkWithAnotherFingerprintAndAnUnknownSendsNothing() {
    Target.ExternalTable target = mapped(Glue.parquet().column("a", "int"));
    String altered =
        mark(target).toString().replaceAll("structure=.*", "structure=00000000000000aa");

    Plan plan = Difference.between(policy, Glue.ORDERS, target, withUnknown(target, altered));

    assertThat(plan.statements()).isEmpty();
    assertThat(plan.cannotCompare()).containsExactly("A");
  }

  @Test
  void anUnreadablePartitionColumnIsNotTakenForAMissingOne() {
    Target.ExternalTable target = mapped(Glue.parquet().column("a", "int").key("dt", "string"));
    Target.ExternalTable read =
        Target.ExternalTable.of(
            target.name(),
            List.of(
                target.columns().get(0),
                TargetColumn.of("DT", SnowflakeType.VARCHAR, Expression.unknown("?"))),
            List.of(),
            target.location(),
            target.format(),
            false,
            "");

    Plan plan =
        Difference.between(policy, Glue.ORDERS, target, Applier.of(read, mark(target).toString()));

    assertThat(plan.statements()).isEmpty();
    assertThat(plan.comparedByMark()).containsExactly("DT");
  }

  @Test
  void withCommentsOffPeoplesOwnWordsStay() {
    Policy silent = Policies.confirmed(Policies.builder().comments(false));
    Target.ExternalTable before = mapped(Glue.parquet().column("a", "int"));
    Target.ExternalTable moved = mapped(Glue.parquet().column("a", "int").at("s3://lake/new/"));
    Applied there = Applier.of(before, mark(before).after("ask Ann"));

    assertThat(Difference.between(silent, Glue.ORDERS, before, there)).isEqualTo(Plan.nothing());
    Plan replace = Difference.between(silent, Glue.ORDERS, moved, there);
    assertThat(((Statement.Replace) replace.statements().get(0)).target().comment())
        .isEqualTo("ask Ann");
  }

  @Test
  void somethingElseUnderTheNameIsLeftAlone() {
    Target.ExternalTable target = mapped(Glue.parquet().column("a", "int"));
    Applied view = Applied.of(target.name(), "VIEW", "SOMEONE", "then", "", null, null);

    Plan plan = Difference.between(policy, Glue.ORDERS, target, view);

    assertThat(plan.statements()).isEmpty();
    assertThat(plan.hindrances()).first().asString().contains("VIEW");
    assertThat(plan.needsProtections()).isFalse();
  }

  @Test
  void aStructureThatWasNotReadIsAMistakeOfTheCaller() {
    Target.ExternalTable target = mapped(Glue.parquet().column("a", "int"));
    Applied shown = Applied.of(target.name(), Applied.EXTERNAL_TABLE, "R", "then", "", null, null);

    assertThatThrownBy(() -> Difference.between(policy, Glue.ORDERS, target, shown))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Target.ExternalTable mapped(Glue glue) {
    return TargetMapper.of(policy).map(glue.definition()).externalTable().orElseThrow();
  }

  private static Mark mark(Target.ExternalTable target) {
    return Mark.of("test", Glue.ORDERS, target);
  }

  private static Applied made(Target.ExternalTable table) {
    return Applier.of(table, mark(table).toString());
  }

  private static Applied guarded(Target.ExternalTable table, Protections protections) {
    Applied made = made(table);
    return Applied.of(
        made.name(),
        made.kind(),
        made.owner(),
        made.createdOn(),
        made.comment(),
        made.structure().orElseThrow(),
        protections);
  }

  /** Its column A in a form that nobody can read. */
  private static Applied withUnknown(Target.ExternalTable table, String comment) {
    return Applier.of(
        Target.ExternalTable.of(
            table.name(),
            table.columns().stream()
                .map(
                    c ->
                        c.name().equals("A")
                            ? TargetColumn.of(c.name(), c.type(), Expression.unknown("?"))
                            : c)
                .collect(Collectors.toList()),
            table.partitionBy(),
            table.location(),
            table.format(),
            table.autoRefresh(),
            ""),
        comment);
  }
}
