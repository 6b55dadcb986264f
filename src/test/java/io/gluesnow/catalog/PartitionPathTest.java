package io.gluesnow.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class PartitionPathTest {
  @Property
  void valuesAreReadBackAsTheyWere(@ForAll @Size(min = 1, max = 6) List<String> values) {
    PartitionPath path = PartitionPath.of(values);

    assertThat(PartitionPath.parse(path.toString())).isEqualTo(path);
    assertThat(PartitionPath.parse(path.toString()).values(values.size())).contains(values);
    assertThat(path.values(values.size() + 1)).isEmpty();
    assertThat(path.location()).isEmpty();
    assertThat(path.isEverything()).isFalse();
  }

  @Property
  void joinedValuesAreSplitOnlyWhereTheKeysAgree(
      @ForAll @Size(min = 1, max = 4) List<String> values) {
    String text = String.join(",", values);
    PartitionPath path = PartitionPath.parse(PartitionPath.joined(text).toString());
    long commas = text.chars().filter(c -> c == ',').count();

    assertThat(path).isEqualTo(PartitionPath.joined(text));
    assertThat(path.values(1)).contains(List.of(text));
    if (commas == values.size() - 1) {
      assertThat(path.values(values.size())).contains(values);
    } else if (values.size() > 1) {
      assertThat(path.values(values.size())).isEmpty();
    }
  }

  @Property
  void noTwoOfTheFormsAreTakenForEachOther(@ForAll @Size(min = 1, max = 4) List<String> values) {
    assertThat(PartitionPath.isLocation(PartitionPath.of(values).toString())).isFalse();
    assertThat(PartitionPath.isLocation(PartitionPath.joined(values.get(0)).toString())).isFalse();
  }

  @Example
  void aLocationIsKeptAsItStands() {
    String location = "s3a://Lake//orders/region=eu west/%2F";

    assertThat(PartitionPath.at(location)).hasToString(location);
    assertThat(PartitionPath.parse(location).location()).contains(location);
    assertThat(PartitionPath.parse(location).values(1)).isEmpty();
    assertThatThrownBy(() -> PartitionPath.at("orders/region=eu")).hasMessageContaining("absolute");
    assertThatThrownBy(() -> PartitionPath.parse("orders/")).hasMessageContaining("absolute");
  }

  @Example
  void aTextThatCannotBeKeptIsEverything() {
    assertThat(PartitionPath.at("s3://" + "x".repeat(10_000))).isEqualTo(PartitionPath.EVERYTHING);
    assertThat(PartitionPath.of(List.of("x".repeat(10_000)))).isEqualTo(PartitionPath.EVERYTHING);
    assertThat(PartitionPath.joined("x".repeat(10_000))).isEqualTo(PartitionPath.EVERYTHING);
    assertThat(PartitionPath.of(List.of("half \ud83d pair"))).isEqualTo(PartitionPath.EVERYTHING);
    assertThat(PartitionPath.parse("*").isEverything()).isTrue();
  }

  @Example
  void moreThanAHundredAreEverything() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add("values=" + i);
    }
    assertThat(PartitionPath.bounded(many)).hasSize(100);
    many.add("values=100");
    assertThat(PartitionPath.bounded(many)).containsExactly("*");
    assertThat(PartitionPath.bounded(List.of("s3://a/", "*"))).containsExactly("*");
  }
}
