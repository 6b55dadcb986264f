package io.gluesnow.traps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Every trap that is known has a test that carries its tag, or a line that says why it is outside
 * what the job does. The tags are those of the tests that JUnit finds, so a tag on something that
 * is no test does not count.
 */
class TrapsTest {
  private static Set<String> tags;

  @BeforeAll
  static void findTheTests() {
    TestPlan plan =
        LauncherFactory.create()
            .discover(
                LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectPackage("io.gluesnow"))
                    .filters(EngineFilter.excludeEngines("archunit"))
                    .configurationParameter("jqwik.database", "target/jqwik-database-of-traps")
                    .build());
    tags = new TreeSet<>();
    for (TestIdentifier root : plan.getRoots()) {
      for (TestIdentifier found : plan.getDescendants(root)) {
        found.getTags().stream()
            .map(TestTag::getName)
            .filter(tag -> tag.startsWith("trap:"))
            .forEach(tags::add);
      }
    }
  }

  @Test
  void everyTrapHasATestOrAReasonWhyItIsOutside() {
    List<String> open = new ArrayList<>();
    for (TrapList list : lists()) {
      for (int n = 1; n <= list.size(); n++) {
        if (!tags.contains(list.tag(n)) && list.whyOutside(n).isEmpty()) {
          open.add(list.tag(n) + ": " + list.text(n));
        }
      }
    }
    assertThat(open).isEmpty();
  }

  @Test
  void noTrapIsCalledOutsideThatHasATest() {
    for (TrapList list : lists()) {
      for (int n = 1; n <= list.size(); n++) {
        assertThat(tags.contains(list.tag(n)) && list.whyOutside(n).isPresent())
            .as("%s is both tested and outside: %s", list.tag(n), list.text(n))
            .isFalse();
      }
    }
  }

  @Test
  void everyTagNamesATrap() {
    Set<String> known = new TreeSet<>();
    for (TrapList list : lists()) {
      for (int n = 1; n <= list.size(); n++) {
        known.add(list.tag(n));
      }
    }
    assertThat(known).containsAll(tags);
  }

  @Test
  void theListsAreComplete() {
    assertThat(TrapList.read("snowflake").size()).isEqualTo(47);
    assertThat(TrapList.read("aws").size()).isEqualTo(22);
  }

  @Test
  void aLineThatIsNeitherTrapNorReasonIsRefused() {
    assertThatThrownBy(() -> TrapList.of("x", List.of("- a trap", "outside: not indented")))
        .hasMessageContaining("neither a trap nor a reason");
  }

  private static List<TrapList> lists() {
    List<TrapList> lists = new ArrayList<>();
    TrapList.NAMES.forEach(name -> lists.add(TrapList.read(name)));
    return lists;
  }
}
