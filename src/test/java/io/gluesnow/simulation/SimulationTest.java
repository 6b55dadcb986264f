package io.gluesnow.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.converge.Rule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Thousands of schedules a run. {@code -Dsimulation.seeds=500000} plays more of them, {@code
 * -Dsimulation.first=N} others, {@code -Dsimulation.seed=N} one, and prints what happened; {@code
 * -Dsimulation.off=RULE,RULE} plays without rules; {@code -Dsimulation.real=N} plays so many with
 * the real planner.
 */
class SimulationTest {
  private static final long SEED = Long.getLong("simulation.seed", -1);
  private static final long FIRST = Long.getLong("simulation.first", 1);
  private static final long SEEDS = Long.getLong("simulation.seeds", 5_000);
  private static final long REAL_SEEDS = Long.getLong("simulation.real", 300);
  private static final Set<Rule> OFF = rules(System.getProperty("simulation.off", ""));

  private static Set<Rule> rules(String names) {
    Set<Rule> rules = EnumSet.noneOf(Rule.class);
    for (String name : names.split(",")) {
      if (!name.isBlank()) {
        rules.add(Rule.valueOf(name.trim()));
      }
    }
    return rules;
  }

  @Test
  void everyGuaranteeHoldsInEachSchedule() {
    play("simulation", new QuickMapping(), SEEDS);
  }

  @Test
  void everyGuaranteeHoldsWithTheRealPlanner() {
    play("simulation with the real planner", new RealMapping(), REAL_SEEDS);
  }

  private static void play(String what, Mapping mapping, long seeds) {
    if (SEED >= 0) {
      assertThat(Story.play(mapping, SEED, OFF, System.out::println)).as("seed " + SEED).isEmpty();
      return;
    }
    List<String> failures = new ArrayList<>();
    long failed = 0;
    long started = System.nanoTime();
    for (long seed = FIRST; seed < FIRST + seeds; seed++) {
      List<String> wrongs = Story.play(mapping, seed, OFF, null);
      if (!wrongs.isEmpty()) {
        failed++;
        if (failures.size() < 20) {
          failures.add("seed " + seed + ": " + wrongs);
        }
      }
    }
    long millis = (System.nanoTime() - started) / 1_000_000;
    System.out.println(
        what
            + ": "
            + failed
            + " of "
            + seeds
            + " seeds wrong, "
            + seeds * 1000 / Math.max(1, millis)
            + " a second");
    assertThat(failures).as(failed + " seeds; replay one with -Dsimulation.seed=N").isEmpty();
  }
}
