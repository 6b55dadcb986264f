package io.gluesnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 KB",
    "999499, 999 KB",
    "999999, 1.0 MB",
    "8123456, 8.1 MB",
    "812345678, 812 MB",
    "2500000000000, 2.5 TB"
  })
  void bytesHaveAtMostThreeDigitsOrSo(long bytes, String words) {
    assertThat(Words.bytes(bytes)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "59, 59 s",
    "60, 1 min",
    "185, 3 min 5 s",
    "7800, 2 h 10 min",
    "273600, 3 d 4 h"
  })
  void durationsHaveTheirTwoLargestUnits(long seconds, String words) {
    assertThat(Words.duration(Duration.ofSeconds(seconds))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"10000, 10000", "500 ms, 500", "10 s, 10000", "1min, 60000", "2 h, 7200000"})
  void durationsAreReadAsFlinkWritesThem(String text, long millis) {
    assertThat(Words.parse(text)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({"five", "5 years", "-5 s", "'5 s, or so'"})
  void whatIsNoDurationIsNone(String text) {
    assertThat(Words.parse(text)).isEmpty();
  }

  @Test
  void countsAgreeWithTheirNoun() {
    assertThat(Words.count(1, "table", "tables")).isEqualTo("1 table");
    assertThat(Words.count(1234567, "table", "tables")).isEqualTo("1,234,567 tables");
  }
}
