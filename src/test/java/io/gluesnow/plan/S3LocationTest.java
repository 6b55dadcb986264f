package io.gluesnow.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3LocationTest {
  @ParameterizedTest
  @CsvSource({
    "s3://b, s3://b/",
    "s3://b/, s3://b/",
    "s3://b/a, s3://b/a/",
    "s3a://b/a/, s3://b/a/",
    "s3n://b//a///c, s3://b/a/c/",
    "S3://B/A, s3://b/A/",
    "s3gov://b/a, s3://b/a/",
    "'  s3://b/a  ', s3://b/a/",
    "s3://b/a b?c#d, s3://b/a b?c#d/"
  })
  void spellingsOfOnePlaceAreOne(String written, String meant) {
    assertThat(S3Location.parse(written)).get().hasToString(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "b/a", "hdfs://b/a", "s3:/b/a", "s3://", "s3:///a", "s3x://b/a"})
  void whatIsNoAddressIsNone(String written) {
    assertThat(S3Location.parse(written)).isEmpty();
  }

  @Test
  void aFolderCoversWhatLiesInItAndNotWhatBeginsLikeIt() {
    S3Location folder = S3Location.parse("s3://b/a").orElseThrow();

    assertThat(folder.covers(folder)).isTrue();
    assertThat(folder.covers(S3Location.parse("s3://b/a/c").orElseThrow())).isTrue();
    assertThat(folder.covers(S3Location.parse("s3://b/ac").orElseThrow())).isFalse();
    assertThat(folder.covers(S3Location.parse("s3://c/a").orElseThrow())).isFalse();
    assertThat(folder.below(S3Location.parse("s3://b/a/c/d").orElseThrow())).isEqualTo("c/d/");
    assertThat(S3Location.parse("s3://b/a/c/d").orElseThrow().depth()).isEqualTo(3);
  }
}
