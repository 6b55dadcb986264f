package io.gluesnow.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.Selection;
import io.gluesnow.catalog.TableDefinition;
import org.junit.jupiter.api.Test;

class SelectedTest {
  private static final TableDefinition TABLE = Glue.parquet().column("id", "int").definition();

  private static PolicyPlanner planner(Selection selection) {
    return PolicyPlanner.of(
        Policies.builder().deletion(Policy.Deletion.DROP).selection(selection).build());
  }

  @Test
  void aTableThatIsNotSelectedIsRefusedWhateverElseIsWrongWithIt() {
    Target target = planner(Selection.of("", ".* / " + TABLE.id().table())).map(TABLE);

    Refusal refusal = ((Target.None) target).refusal();
    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.NOT_SELECTED);
    assertThat(refusal.reason().label()).isEqualTo("not-selected");
    assertThat(refusal.sentence()).contains("excludes it");
    assertThat(refusal.reason().waitsForOutside()).isFalse();
  }

  @Test
  void itsObjectIsNotDroppedWhenItIsGoneFromGlue() {
    assertThat(planner(Selection.everything()).drops(TABLE.id())).isTrue();
    assertThat(planner(Selection.of("other", "")).drops(TABLE.id())).isFalse();
    assertThat(PolicyPlanner.of(Policies.builder().build()).drops(TABLE.id())).isFalse();
  }
}
