package io.gluesnow.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
  private static final DatabaseId SHOP = DatabaseId.of("1", "eu-west-1", "shop__raw");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | '' | true",
        "' ; ' | '' | true",
        "shop__raw | '' | true",
        "SHOP__.* | '' | true",
        "shop__raw / orders | '' | true",
        "shop__raw / order | '' | false",
        "shop | '' | false",
        "crm; shop__.* / o.* | '' | true",
        "'' | shop__raw | false",
        "'' | .* / tmp_.* | true",
        "'' | .* / Ord.* | false",
        "shop__raw / orders | shop__raw / orders | false",
        "shop__raw | crm; .* / items | true",
      })
  void aTableIsCoveredWhereARuleIncludesItAndNoneExcludesIt(
      String include, String exclude, boolean covered) {
    Selection selection = Selection.of(include, exclude);

    assertThat(selection.covers(SHOP.table("orders"))).isEqualTo(covered);
    assertThat(selection.whyNot(SHOP.table("orders")).isEmpty()).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | '' | true",
        "shop__raw / orders | '' | true",
        "crm / .* | '' | false",
        "'' | shop__raw | false",
        "'' | shop__.* / .+ | false",
        "'' | shop__raw / orders | true",
        "'' | .* / tmp_.* | true",
        "crm; shop__raw / orders | shop__raw / .* | false",
      })
  void aDatabaseIsCoveredUnlessEverythingInItIsExcluded(
      String include, String exclude, boolean covered) {
    assertThat(Selection.of(include, exclude).covers(SHOP)).isEqualTo(covered);
  }

  @Test
  void saysWhichRuleLeavesATableOut() {
    assertThat(Selection.of("", "crm; shop__.* / o.*").whyNot(SHOP.table("orders")))
        .contains("it is not selected: the rule `shop__.* / o.*` excludes it");
    assertThat(Selection.of("crm", "").whyNot(SHOP.table("orders")))
        .contains("it is not selected: no rule includes it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a / b / c", "/", "a /", "/ b", "a /  ; b"})
  void aRuleOfAnotherFormIsRefusedWithOneThatServes(String rules) {
    assertThatThrownBy(() -> Selection.of(rules, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write `database pattern / table pattern`");
    assertThatThrownBy(() -> Selection.of("", rules)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBadPatternIsRefusedWithWhatIsWrongWithIt() {
    assertThatThrownBy(() -> Selection.of("", "a / tmp_("))
        .hasMessageStartingWith("`tmp_(` is no regular expression: ");
  }

  @Test
  void isKnownByItsRules() {
    assertThat(Selection.of("", "")).isEqualTo(Selection.everything()).hasToString("everything");
    assertThat(Selection.of("a", "b / c")).hasToString("[`a / .*`] without [`b / c`]");
    assertThat(Selection.of("a", "")).isNotEqualTo(Selection.of("", "a"));
  }

  @Test
  void travelsWithTheFunctionsThatAskIt() throws Exception {
    Selection selection = Selection.of("shop__.*", ".* / tmp_.*");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(selection);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Selection read = (Selection) in.readObject();

      assertThat(read).isEqualTo(selection);
      assertThat(read.covers(SHOP.table("Orders"))).isTrue();
      assertThat(read.covers(SHOP.table("tmp_a"))).isFalse();
    }
  }
}
