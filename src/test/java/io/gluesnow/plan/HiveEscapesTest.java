package io.gluesnow.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HiveEscapesTest {
  private static final String ESCAPED = "\"#%'*/:=?\\{[]^";
  private static final int VALUES = 4_000;

  /** Texts full of what can go wrong: signs that are escaped, and hex digits that look like it. */
  private static List<String> values() {
    Random random = new Random(20_260_601);
    String alphabet = ESCAPED + "%%%%:: ab2205fFé~|=";
    List<String> values = new ArrayList<>(List.of("", "%", "%%", "a%", "%25", "~3A=:~", "%3A"));
    while (values.size() < VALUES) {
      StringBuilder value = new StringBuilder();
      for (int i = random.nextInt(9); i > 0; i--) {
        value.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      values.add(value.toString());
    }
    return values;
  }

  @Test
  @Tag("trap:snowflake-18")
  void whatHiveEscapedIsTheValueAgainOrNullButNeverAnythingElse() throws SQLException {
    List<String> values = values();
    List<String> folders =
        values.stream().map(value -> "k=" + escaped(value)).collect(Collectors.toList());

    List<String> decoded = decoded(folders);

    int whole = 0;
    for (int i = 0; i < values.size(); i++) {
      boolean readable = escapes(values.get(i)) <= HiveEscapes.MOST;
      assertThat(decoded.get(i)).as(folders.get(i)).isEqualTo(readable ? values.get(i) : null);
      whole += readable ? 1 : 0;
    }
    assertThat(whole).isGreaterThan(VALUES / 2).isLessThan(VALUES);
  }

  @Test
  void whatHiveWouldNeverWriteIsNullWhereItCannotBeTold() throws SQLException {
    assertThat(
            decoded(
                List.of(
                    "k=a%", "k=a%%41", "k=%zz", "k=%2", "k=%C3%A9", "k=100%x", "k=a%3ab", "k=b")))
        .containsExactly(null, null, null, null, null, null, "a:b", "b");
  }

  private static List<String> decoded(List<String> folders) throws SQLException {
    String expression =
        DuckDb.dialect(HiveEscapes.decoded(Expression.value("folder"), "k=".length()));
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < folders.size(); i++) {
      list.append(i == 0 ? "" : ", ").append('(').append(i).append(", ");
      list.append(DuckDb.literal(folders.get(i))).append(')');
    }
    try (DuckDb duck = new DuckDb()) {
      return duck
          .rows("SELECT " + expression + " FROM (VALUES " + list + ") v(n, folder) ORDER BY n")
          .stream()
          .map(row -> row.get(0))
          .collect(Collectors.toList());
    }
  }

  // As Hive's FileUtils does it for visible signs.
  private static String escaped(String value) {
    StringBuilder out = new StringBuilder();
    for (char c : value.toCharArray()) {
      out.append(ESCAPED.indexOf(c) < 0 ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return out.toString();
  }

  private static long escapes(String value) {
    return value.chars().filter(c -> ESCAPED.indexOf(c) >= 0).count();
  }
}
