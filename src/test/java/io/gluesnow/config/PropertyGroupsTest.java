package io.gluesnow.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PropertyGroupsTest {
  @Test
  void joinsGroupAndPropertyToOneKey() {
    assertThat(
            PropertyGroups.ofText(
                "[{\"PropertyGroupId\":\"sequence\",\"PropertyMap\":{\"settle\":\"2 s\"}}]", "it"))
        .containsExactly(java.util.Map.entry("sequence.settle", "2 s"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "{ ; is no JSON (line 1)",
        "{} ; must be a list",
        "[1] ; each group needs",
        "[{\"PropertyGroupId\":\"a\"}] ; each group needs",
        "[{\"PropertyGroupId\":\"a\",\"PropertyMap\":{\"b\":1}}] ; a.b: write the value as text",
        "[{\"PropertyGroupId\":\"a\",\"PropertyMap\":{\"b\":\"1\"}},"
            + "{\"PropertyGroupId\":\"a\",\"PropertyMap\":{\"b\":\"2\"}}] ; a.b is set twice",
      })
  void saysWhatIsWrongWithAFile(String json, String sentence) {
    assertThatThrownBy(() -> PropertyGroups.ofText(json, "it"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  @Tag("trap:aws-18")
  void refusesAValueThatManagedFlinkWouldNotTake() {
    String json =
        "[{\"PropertyGroupId\":\"a\",\"PropertyMap\":{\"b\":\"" + "x".repeat(2049) + "\"}}]";
    assertThatThrownBy(() -> PropertyGroups.ofText(json, "it")).hasMessageContaining("2048");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> PropertyGroups.ofFile(Path.of("no-such-file.json")))
        .hasMessageContaining("no-such-file.json");
  }

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("job-configs"))) {
      return files.sorted().collect(Collectors.toList());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void everyExampleLoads(Path example) {
    assertThat(SyncConfig.of(PropertyGroups.ofFile(example)).get(SyncOptions.INSTANCE))
        .isNotEmpty();
  }

  @Test
  void theProductionExampleBeginsInShadowMode() throws IOException {
    String json = Files.readString(Path.of("job-configs/prod.json"));
    String firstProperty = json.substring(json.indexOf("PropertyMap"));
    assertThat(firstProperty.lines().skip(1).findFirst().orElseThrow().trim())
        .isEqualTo("\"apply\": \"off\",");
  }
}
