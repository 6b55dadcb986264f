package io.gluesnow.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code mvn test -Dtest=OptionTablesTest -Dreadme.write=true} writes the tables anew. */
class OptionTablesTest {
  private static final Path README = Path.of("README.md");
  private static final String BEGIN =
      "<!-- options: generated from the options, held equal by a test -->\n";
  private static final String END = "<!-- /options -->";

  @Test
  void theReadmeShowsTheOptionsAsTheyAre() throws IOException {
    String readme = Files.readString(README);
    int from = readme.indexOf(BEGIN) + BEGIN.length();
    int to = readme.indexOf(END);
    assertThat(from).isLessThanOrEqualTo(to).isGreaterThanOrEqualTo(BEGIN.length());
    String expected = "\n" + OptionTables.markdown() + "\n";
    if (Boolean.getBoolean("readme.write")) {
      readme = readme.substring(0, from) + expected + readme.substring(to);
      Files.writeString(README, readme);
      to = readme.indexOf(END);
    }
    assertThat(readme.substring(from, to)).isEqualTo(expected);
  }
}
