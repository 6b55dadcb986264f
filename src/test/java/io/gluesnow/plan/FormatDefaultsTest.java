package io.gluesnow.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.plan.FileFormat.Type;
import io.gluesnow.plan.FileFormat.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormatDefaultsTest {
  @Test
  void aStatedDefaultMeansTheSameAsNothing() {
    FileFormat stated =
        FileFormat.of(
            Type.CSV,
            Map.of(
                "COMPRESSION", Value.word("AUTO"),
                "FIELD_DELIMITER", Value.text(","),
                "RECORD_DELIMITER", Value.text("\n"),
                "SKIP_HEADER", Value.number(0),
                "NULL_IF", Value.texts(List.of("\\N")),
                "ESCAPE_UNENCLOSED_FIELD", Value.text("\\"),
                "FIELD_OPTIONALLY_ENCLOSED_BY", Value.word("NONE"),
                "ENCODING", Value.text("UTF-8"),
                "TRIM_SPACE", Value.flag(false)));

    assertThat(stated.withoutDefaults()).isEqualTo(FileFormat.of(Type.CSV, Map.of()));
  }

  @Test
  void whatDiffersIsKeptInOneSpelling() {
    FileFormat one =
        FileFormat.of(
            Type.CSV,
            Map.of(
                "COMPRESSION", Value.text("gzip"),
                "FIELD_DELIMITER", Value.text("NONE"),
                "FIELD_OPTIONALLY_ENCLOSED_BY", Value.text("\""),
                "ENCODING", Value.text("iso-8859-1")));
    FileFormat other =
        FileFormat.of(
            Type.CSV,
            Map.of(
                "COMPRESSION", Value.word("GZIP"),
                "FIELD_DELIMITER", Value.word("NONE"),
                "FIELD_OPTIONALLY_ENCLOSED_BY", Value.text("\""),
                "ENCODING", Value.text("ISO88591")));

    assertThat(one.withoutDefaults()).isEqualTo(other.withoutDefaults());
    assertThat(one.withoutDefaults().options()).hasSize(4);
  }

  @Test
  void aDefaultOfOneTypeIsNoneOfAnother() {
    Value off = Value.flag(false);

    assertThat(FileFormat.of(Type.PARQUET, Map.of("BINARY_AS_TEXT", off)).withoutDefaults())
        .isEqualTo(FileFormat.of(Type.PARQUET, Map.of("BINARY_AS_TEXT", off)));
    assertThat(FileFormat.of(Type.PARQUET, Map.of("TRIM_SPACE", off)).withoutDefaults().options())
        .containsKey("TRIM_SPACE");
  }

  @Test
  void anEmptyListAndAListOfNothingCannotBeToldApart() {
    assertThat(nullIf(List.of())).isEqualTo(nullIf(List.of("")));
    assertThat(nullIf(List.of("", "x"))).isNotEqualTo(nullIf(List.of("x")));
  }

  @ParameterizedTest
  @EnumSource(Type.class)
  void normalisingTwiceChangesNothing(Type type) {
    for (String option : FileFormat.optionsOf(type)) {
      FileFormat once = FileFormat.of(type, Map.of(option, Value.text("x-y"))).withoutDefaults();

      assertThat(once.options()).containsOnlyKeys(option);
      assertThat(once.withoutDefaults()).isEqualTo(once);
    }
  }

  private static FileFormat nullIf(List<String> texts) {
    return FileFormat.of(Type.CSV, Map.of("NULL_IF", Value.texts(texts))).withoutDefaults();
  }
}
