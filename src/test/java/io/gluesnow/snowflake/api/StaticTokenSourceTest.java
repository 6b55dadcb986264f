package io.gluesnow.snowflake.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StaticTokenSourceTest {
  private final ManualTime time = new ManualTime();
  private final Lease lease = Lease.of(Duration.ofSeconds(60));
  private final TokenSource tokens =
      new StaticTokenSource(Token.Type.PROGRAMMATIC_ACCESS_TOKEN, "pat-text", lease);

  @Test
  void theLeaseIsCheckedBeforeEachStatement() {
    Instant now = time.instant();
    assertThat(tokens.ddlToken(now)).isEmpty();

    lease.confirmed(now);

    assertThat(tokens.ddlToken(now)).isPresent();
    assertThat(tokens.ddlToken(now.plusSeconds(55))).isPresent();
    assertThat(tokens.ddlToken(now.plusMillis(55_001))).isEmpty();
    assertThat(tokens.ddlToken(now.plusSeconds(61))).isEmpty();
  }

  @Test
  void readsGoWithoutALease() {
    Token token = tokens.readToken(time.instant());

    assertThat(token.bearer()).isEqualTo("pat-text");
    assertThat(token.type()).isEqualTo(Token.Type.PROGRAMMATIC_ACCESS_TOKEN);
    assertThat(token.expiresAt()).isEmpty();
  }

  @Test
  void aRefusalChangesNothingSinceThereIsNoOther() {
    tokens.refused(tokens.readToken(time.instant()));

    assertThat(tokens.readToken(time.instant()).bearer()).isEqualTo("pat-text");
  }
}
