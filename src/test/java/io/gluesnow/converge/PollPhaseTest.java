package io.gluesnow.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.plan.Protections;
import io.gluesnow.plan.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PollPhaseTest {
  private final OneTable table = new OneTable();

  private OneTable replacing() {
    table
        .established()
        .becomes(
            Statement.Replace.of(
                StubPlanner.TARGET,
                table.planner.mark(OneTable.ID, StubPlanner.TARGET),
                Protections.NONE))
        .event()
        .glue(2)
        .shows(table.ours("t1"))
        .answered(StatementAnswer.running("handle-1"));
    return polling();
  }

  private OneTable refreshing() {
    table
        .established()
        .doubt(Duration.ofSeconds(2), "dt=1/")
        .proceed()
        .glue(1)
        .shows(table.ours("t1"));
    table.answered(StatementAnswer.running("handle-1"));
    return polling();
  }

  private OneTable polling() {
    table.wakeAfter(OneTable.TIMINGS.poll()).proceed().said();
    return table;
  }

  @Test
  void whatStillRunsIsPolledAgain() {
    replacing().polled(StatementAnswer.running("handle-1"));

    assertThat(table.said()).containsExactly("wake in " + OneTable.TIMINGS.poll());
  }

  @Test
  void replaceThatIsDoneIsLookedAt() {
    replacing().polled(StatementAnswer.done());
    assertThat(table.said()).containsExactly("ask glue");

    table.isMade().glueAgain().after(Duration.ofSeconds(9)).shows(table.ours("t2"));

    assertThat(table.outcome.kind()).isEqualTo(OutcomeKind.APPLIED);
    assertThat(table.state.open().running()).isEmpty();
  }

  @Test
  void refreshThatIsDoneAnswersForItsEvents() {
    refreshing().polled(StatementAnswer.done());

    assertThat(table.said()).containsExactly("applied");
    assertThat(table.outcome.events()).isEqualTo(1);
    assertThat(table.state.isOpen()).isFalse();
  }

  @Test
  void handleOutlivesTheAttempt() {
    refreshing().hear(Input.restored());
    table.attempt = "attempt-2";
    table.said();

    table.proceed();

    assertThat(table.said()).containsExactly("poll handle-1");
  }

  @Test
  void handleThatSaysNothingIsAskedAgainUntilTheStatementsLifeIsOver() {
    replacing().polled(StatementAnswer.Kind.NOT_BEGUN);
    assertThat(table.state.openReason()).contains(OpenReason.FILES);
    table.said();

    table.wakeAfter(OneTable.TIMINGS.life(true)).proceed();
    assertThat(table.said()).containsExactly("ready", "poll handle-1");
    table.polled(StatementAnswer.Kind.END_UNKNOWN);

    assertThat(table.said()).containsExactly("ask glue");
    assertThat(table.state.open().running()).isEmpty();
  }

  @Test
  void refreshWhoseHandleNeverSaysAnythingIsSentAgain() {
    refreshing().after(OneTable.TIMINGS.life(true)).polled(StatementAnswer.Kind.NOT_BEGUN);
    table.said();

    table.wakeAfter(Duration.ofMinutes(2)).proceed().shows(table.ours("t1"));

    assertThat(table.said()).containsExactly("ready", "look SHOW at DB.S.T", "send Refresh");
  }

  @Test
  void replaceThatFailedIsRejectedForItsTarget() {
    replacing().polled(StatementAnswer.Kind.REJECTED);

    assertThat(table.said()).containsExactly("notice rejected", "rejected");
    assertThat(table.state.known().verdict().orElseThrow().target())
        .isEqualTo(table.planner.target.externalTable().orElseThrow().fingerprint());
  }

  @Test
  void refreshThatFailedIsRejectedAndHoldsNothingUp() {
    refreshing().polled(StatementAnswer.Kind.REJECTED);

    assertThat(table.said()).containsExactly("notice rejected", "rejected");
    assertThat(table.state.isOpen()).isFalse();
    assertThat(table.state.known().verdict()).isEmpty();
  }
}
