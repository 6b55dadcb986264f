package io.gluesnow.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gluesnow.catalog.TableId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamingRuleTest {
  @ParameterizedTest
  @Tag("trap:snowflake-33")
  @CsvSource({
    "sales__crm, SALES.CRM.T",
    "a__b_c, A.B_C.T",
    "a_b__c, A_B.C.T",
    "a___b, A._B.T",
    "sales, ''",
    "__crm, ''",
    "sales__, ''",
    "a__b__c, ''",
    "a____b, ''"
  })
  void theConventionNeedsOnePairOfUnderscores(String database, String name) {
    assertThat(
            nameOf(Policy.builder("t").build(), database, "t").map(ObjectName::toString).orElse(""))
        .isEqualTo(name);
  }

  @Test
  void theFirstRuleThatMatchesWinsAndTheConventionComesLast() {
    Policy policy =
        Policy.builder("t")
            .namingRules(
                List.of(
                    NamingRule.of("raw_(.*)", "tmp_.*", "scratch", "${database:1}", "${table}"),
                    NamingRule.of(
                        "raw_(.*)",
                        "(.)(.*)",
                        "\"Lake ${region}\"",
                        "x${catalog}",
                        "${table:2}_${table:1}")))
            .build();

    assertThat(nameOf(policy, "raw_crm", "tmp_a"))
        .contains(ObjectName.of("SCRATCH", "CRM", "TMP_A"));
    assertThat(nameOf(policy, "raw_crm", "abc"))
        .contains(ObjectName.of("Lake eu-west-1", "X111122223333", "BC_A"));
    assertThat(nameOf(policy, "a__b", "c")).contains(ObjectName.of("A", "B", "C"));
    assertThat(nameOf(policy, "other", "c")).isEmpty();
  }

  @Test
  void aNameThatSnowflakeCannotTakeIsNone() {
    PolicyPlanner planner = PolicyPlanner.of(Policy.builder("t").build());

    assertThat(planner.nameOf(id("a__b", "x".repeat(255)))).isPresent();
    assertThat(planner.nameOf(id("a__b", "x".repeat(256)))).isEmpty();
    assertThat(planner.nameOf(id("a__b", "x\ty"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "(, .*, a, no regular expression",
    "a, .*, '', empty",
    "a, .*, ${schema}, unknown field",
    "a, .*, ${database:1}, no group",
    "(a), .*, ${catalog:1}, no group"
  })
  void aBadRuleSaysWhatIsWrong(String database, String table, String template, String why) {
    assertThatThrownBy(() -> NamingRule.of(database, table, template, "s", "t"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  private static Optional<ObjectName> nameOf(Policy policy, String database, String table) {
    return policy.nameOf(id(database, table));
  }

  private static TableId id(String database, String table) {
    return TableId.of("111122223333", "eu-west-1", database, table);
  }
}
