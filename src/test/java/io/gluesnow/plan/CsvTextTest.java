package io.gluesnow.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {
  @ParameterizedTest
  @Tag("trap:snowflake-32")
  @CsvSource(
      delimiterString = " is ",
      value = {
        ", is 44",
        "1 is 1",
        "9 is 9",
        "44 is 44",
        "\\t is 9",
        "\\001 is 1",
        "\\u0001 is 1",
        "\\x1f is 31",
        "\\\\ is 92",
        "| is 124",
        "\\0 is 0",
        "; is 59"
      })
  void aDelimiterIsACharacterItsCodeOrAnEscape(String written, int code) {
    assertThat(CsvText.character("field.delim", written)).isEqualTo(String.valueOf((char) code));
  }

  @Test
  void aDigitIsItselfForTheQuotedSerDe() {
    assertThat(CsvText.first("separatorChar", "1")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "||", "128", "\\t\\t", "ab"})
  void whatIsNotOneCharacterIsRefused(String written) {
    assertThatThrownBy(() -> CsvText.character("field.delim", written))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("field.delim");
  }

  @ParameterizedTest
  @CsvSource({
    "ISO-8859-1, ISO88591",
    "iso_8859_1, ISO88591",
    "Shift_JIS, SHIFTJIS",
    "Windows-1252, WINDOWS1252"
  })
  void anEncodingHasSnowflakesName(String written, String name) {
    assertThat(CsvText.encoding(written)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "utf8", "US-ASCII"})
  void theUsualEncodingIsNotStated(String written) {
    assertThat(CsvText.encoding(written)).isEmpty();
  }
}
