package io.gluesnow.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DifferenceTest {
  private final Policy policy = Policies.standard();

  @Test
  void whereNothingIsThereThePlanIsAPlainCreate() {
    Target.ExternalTable target = mapped(Glue.parquet().column("id", "int"));

    Plan plan = Difference.between(policy, Glue.ORDERS, target, null);

    assertThat(plan.statements())
        .containsExactly(Statement.Create.of(target, Mark.of("test", Glue.ORDERS, target)));
  }

  private Target.ExternalTable mapped(Glue glue) {
    return TargetMapper.of(policy).map(glue.definition()).externalTable().orElseThrow();
  }
}
