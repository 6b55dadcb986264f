package io.gluesnow.snowflake.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class KeyPairTokenSourceTest {
  private static final RSAPrivateCrtKey KEY = TestKeys.key();

  private final ManualTime time = new ManualTime();
  private final Lease lease = Lease.of(Duration.ofSeconds(60));
  private final TokenSource tokens =
      new KeyPairTokenSource(
          AccountName.of("myorg-my_account"), "svc.glue@example.com", KEY, lease);

  @Test
  @Tag("trap:snowflake-34")
  void aTokenNamesLoginNameAccountAndKeyAsSnowflakeWantsThem() throws Exception {
    JsonNode claims = claims(tokens.readToken(time.instant()));

    assertThat(claims.get("sub").asText()).isEqualTo("MYORG-MY_ACCOUNT.SVC.GLUE@EXAMPLE.COM");
    assertThat(claims.get("iss").asText())
        .isEqualTo("MYORG-MY_ACCOUNT.SVC.GLUE@EXAMPLE.COM." + TestKeys.FINGERPRINT);
    assertThat(claims.size()).isEqualTo(4);
  }

  @Test
  void aTokenIsSignedWithTheKeyByRs256() throws Exception {
    String[] parts = tokens.readToken(time.instant()).bearer().split("\\.");
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(KEY.getModulus(), KEY.getPublicExponent())));
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));

    assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    assertThat(json(parts[0]).get("alg").asText()).isEqualTo("RS256");
    assertThat(json(parts[0]).get("typ").asText()).isEqualTo("JWT");
  }

  @Test
  void aReadTokenLastsAMinuteWithoutAnyLease() throws Exception {
    Instant now = time.instant();
    JsonNode claims = claims(tokens.readToken(now));

    assertThat(claims.get("exp").asLong()).isEqualTo(now.plusSeconds(60).getEpochSecond());
    assertThat(Duration.between(Instant.ofEpochSecond(claims.get("iat").asLong()), now))
        .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
  }

  @Test
  void thereIsNoDdlTokenBeforeTheFirstCompletedCheckpoint() {
    assertThat(tokens.ddlToken(time.instant())).isEmpty();
  }

  @Test
  void aDdlTokenEndsWithTheLeaseRoundedDown() throws Exception {
    lease.confirmed(time.instant().minusMillis(40_600));
    Instant leaseEnd = lease.endsAt().orElseThrow();

    Token.ForChange token = tokens.ddlToken(time.instant()).orElseThrow();

    long expiry = claims(token).get("exp").asLong();
    assertThat(expiry).isEqualTo(leaseEnd.getEpochSecond());
    assertThat(Instant.ofEpochSecond(expiry)).isBeforeOrEqualTo(leaseEnd);
    assertThat(token.expiresAt()).contains(Instant.ofEpochSecond(expiry));
  }

  @Test
  void aDdlTokenLastsAMinuteAtMostHoweverLongTheLease() throws Exception {
    Lease day = Lease.of(Duration.ofDays(1));
    day.confirmed(time.instant());
    TokenSource longLeased = new KeyPairTokenSource(AccountName.of("a-b"), "u", KEY, day);

    JsonNode claims = claims(longLeased.ddlToken(time.instant()).orElseThrow());

    assertThat(claims.get("exp").asLong())
        .isEqualTo(time.instant().plusSeconds(60).getEpochSecond());
  }

  @Test
  void noDdlTokenIsGivenWithTooLittleLeftOrAfterTheEnd() {
    lease.confirmed(time.instant());
    Instant end = lease.endsAt().orElseThrow();

    assertThat(tokens.ddlToken(end.minus(lease.leastLeft()).minusSeconds(1))).isPresent();
    assertThat(tokens.ddlToken(end.minus(lease.leastLeft()).plusMillis(1))).isEmpty();
    assertThat(tokens.ddlToken(end)).isEmpty();
    assertThat(tokens.ddlToken(end.plusSeconds(3600))).isEmpty();
  }

  @Test
  void whateverTheHourADdlTokenIsValidNeitherBeyondTheLeaseNorForLessThanACall() {
    for (int millis = 0; millis < 70_000; millis += 137) {
      Lease fresh = Lease.of(Duration.ofSeconds(60));
      fresh.confirmed(time.instant());
      TokenSource source = new KeyPairTokenSource(AccountName.of("a-b"), "u", KEY, fresh);
      Instant now = time.instant().plusMillis(millis);

      source
          .ddlToken(now)
          .ifPresent(
              token -> {
                Instant expiry = token.expiresAt().orElseThrow();
                assertThat(expiry).isBeforeOrEqualTo(fresh.endsAt().orElseThrow());
                assertThat(expiry).isAfterOrEqualTo(now.plus(lease.leastLeft()));
              });
    }
  }

  @Test
  void aTokenIsKeptUntilHalfItsLifeIsOver() {
    Token first = tokens.readToken(time.instant());

    assertThat(tokens.readToken(time.instant().plusSeconds(29))).isSameAs(first);
    assertThat(tokens.readToken(time.instant().plusSeconds(30))).isNotSameAs(first);
  }

  @Test
  void aShortDdlTokenIsRenewedAsSoonAsTheLeaseGrows() {
    lease.confirmed(time.instant().minusSeconds(53));
    Token first = tokens.ddlToken(time.instant()).orElseThrow();
    lease.confirmed(time.instant());

    assertThat(tokens.ddlToken(time.instant()).orElseThrow()).isSameAs(first);
    Token later = tokens.ddlToken(time.instant().plusSeconds(4)).orElseThrow();

    assertThat(later.expiresAt().orElseThrow()).isAfter(first.expiresAt().orElseThrow());
  }

  @Test
  void aClockThatWasSetBackMakesAFreshToken() {
    Token first = tokens.readToken(time.instant());

    assertThat(tokens.readToken(time.instant().minusSeconds(1))).isNotSameAs(first);
  }

  @Test
  void aRefusedTokenIsNotGivenOutAgain() {
    lease.confirmed(time.instant());
    Token read = tokens.readToken(time.instant());
    Token change = tokens.ddlToken(time.instant()).orElseThrow();

    tokens.refused(read);

    assertThat(tokens.readToken(time.instant())).isNotSameAs(read);
    assertThat(tokens.ddlToken(time.instant()).orElseThrow()).isSameAs(change);
  }

  @Test
  void aTokenThatWasRenewedMeanwhileSurvivesTheRefusalOfItsForerunner() {
    Token first = tokens.readToken(time.instant());
    Token second = tokens.readToken(time.instant().plusSeconds(31));

    tokens.refused(first);

    assertThat(tokens.readToken(time.instant().plusSeconds(32))).isSameAs(second);
  }

  @Test
  void aUserNameCannotChangeTheClaims() throws Exception {
    TokenSource hostile =
        new KeyPairTokenSource(
            AccountName.of("a-b"), "x\",\"exp\":9999999999,\"y\":\"", KEY, lease);

    JsonNode claims = claims(hostile.readToken(time.instant()));

    assertThat(claims.size()).isEqualTo(4);
    assertThat(claims.get("exp").asLong()).isLessThan(9999999999L);
  }

  private static JsonNode claims(Token token) throws Exception {
    return json(token.bearer().split("\\.")[1]);
  }

  private static JsonNode json(String base64) throws Exception {
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(base64));
  }
}
