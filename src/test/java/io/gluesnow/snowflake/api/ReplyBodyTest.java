package io.gluesnow.snowflake.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyBodyTest {

  @Test
  void theFieldsOfAResultAreReadInAnyOrder() {
    ReplyBody body =
        read(
            "{\"data\":[[\"1\",null,true,2.5,{\"x\":[1]}],[]],\"unknown\":{\"code\":\"999999\"},"
                + "\"code\":\"090001\",\"resultSetMetaData\":{\"rowType\":[{\"name\":\"a\"},"
                + "{\"name\":\"b\"}],\"partitionInfo\":[{},{},{}]},\"statementHandle\":\"h\"}");

    assertThat(body.isReadable()).isTrue();
    assertThat(body.code()).isEqualTo("090001");
    assertThat(body.handle()).isEqualTo("h");
    assertThat(body.columns()).containsExactly("a", "b");
    assertThat(body.partitions()).isEqualTo(3);
    assertThat(body.rows())
        .containsExactly(
            java.util.Arrays.asList("1", null, "true", "2.5", ""), Collections.emptyList());
  }

  @Test
  void aResultWithoutRowsOrPartitionsIsOne() {
    assertThat(read("{\"code\":\"090001\",\"data\":[]}").partitions()).isEqualTo(1);
    assertThat(read("{\"code\":\"090001\",\"data\":null}").rows()).isEqualTo(List.of());
    assertThat(read("{\"statementHandle\":\"\"}").handle()).isNull();
    assertThat(read("{\"statementHandle\":null,\"message\":null}").handle()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>502</html>",
        "[]",
        "\"code\"",
        "{\"code\":\"090001\"",
        "{\"code\":\"090001\",\"data\":[[\"1\"]",
        "{\"code\":\"090001\",\"data\":[[\"1\"",
        "{\"code\":\"090001\",\"data\":[1]}",
        "{\"code\":\"090001\",\"data\":[[\"1\"],7]}"
      })
  void aBodyThatBreaksOffOrIsSomethingElseHasNoCodeAtAll(String text) {
    ReplyBody body = read(text);

    assertThat(body.isReadable()).isFalse();
    assertThat(body.code()).isEmpty();
    assertThat(body.handle()).isNull();
    assertThat(body.rows()).isEmpty();
  }

  @Test
  void aHalfOfAGzipIsNotReadable() {
    byte[] broken = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3};

    assertThat(ReplyBody.read(broken).isReadable()).isFalse();
  }

  private static ReplyBody read(String text) {
    return ReplyBody.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
