package io.gluesnow.snowflake.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SqlRequestTest {

  @Test
  @Tag("trap:snowflake-4")
  void eachRequestHasARandomIdOfItsOwn() {
    SqlRequest one = SqlRequest.ddl("DROP EXTERNAL TABLE t").build();
    SqlRequest other = SqlRequest.ddl("DROP EXTERNAL TABLE t").build();

    assertThat(one.requestId()).isNotEqualTo(other.requestId());
    assertThat(one.requestId().version()).isEqualTo(4);
    assertThat(one.again().requestId()).isNotEqualTo(one.requestId());
    assertThat(one.again().statement()).isEqualTo(one.statement());
  }

  @Test
  void theTimeoutIsInWholeSecondsAndNeverZeroWhichWouldMeanSevenDays() {
    assertThat(SqlRequest.read("SHOW").timeout(Duration.ofMillis(1)).build().timeout())
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(SqlRequest.read("SHOW").timeout(Duration.ofMillis(2500)).build().timeout())
        .isEqualTo(Duration.ofSeconds(3));
    assertThatThrownBy(() -> SqlRequest.read("SHOW").timeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SqlRequest.read("SHOW").budget(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theBudgetCoversTheStatementExceptWhereSnowflakeAnswersBeforeItsEnd() {
    Duration hour = Duration.ofHours(1);

    assertThat(SqlRequest.ddl("x").build().budget()).isEqualTo(Duration.ofSeconds(75));
    assertThat(SqlRequest.read("x").timeout(hour).build().budget()).isEqualTo(hour.plusSeconds(15));
    assertThat(SqlRequest.files("x").timeout(hour).build().budget())
        .isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void aQueryTagIsCutAtWhatSnowflakeTakesAndNotInsideACharacter() {
    String snowman = "\u2603";
    String emoji = "\ud83d\ude00";

    assertThat(SqlRequest.ddl("x").queryTag(snowman.repeat(3000)).build().queryTag()).hasSize(2000);
    assertThat(SqlRequest.ddl("x").queryTag("a" + emoji.repeat(1500)).build().queryTag())
        .hasSize(1999)
        .endsWith(emoji);
    assertThat(SqlRequest.ddl("x").queryTag("short").build().queryTag()).isEqualTo("short");
  }

  @Test
  void aBlankStatementIsRefused() {
    assertThatThrownBy(() -> SqlRequest.ddl(" \n")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Tag("trap:snowflake-47")
  void itsTextFormLeavesTheStatementOut() {
    UUID id = UUID.randomUUID();
    SqlRequest request =
        SqlRequest.ddl("CREATE STAGE s CREDENTIALS = (AWS_SECRET_KEY = 'hidden')")
            .requestId(id)
            .build();

    assertThat(request.toString()).contains(id.toString()).doesNotContain("hidden", "STAGE");
  }

  @Test
  void equalRequestsAreThoseWithOneIdAndOneText() {
    UUID id = UUID.randomUUID();
    SqlRequest one = SqlRequest.ddl("x").requestId(id).build();

    assertThat(one).isEqualTo(SqlRequest.ddl("x").requestId(id).build());
    assertThat(one).hasSameHashCodeAs(SqlRequest.ddl("x").requestId(id).build());
    assertThat(one).isNotEqualTo(SqlRequest.ddl("y").requestId(id).build());
    assertThat(one).isNotEqualTo(one.again());
  }
}
