package io.gluesnow.standin.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * https://docs.snowflake.com/en/developer-guide/sql-api/authenticating and
 * https://docs.snowflake.com/en/user-guide/key-pair-auth-troubleshooting.
 */
class TokensTest {
  private static final long NOON = World.NOON / 1000;

  private final ManualTime time = ManualTime.startingAt(World.NOON);
  private final StrictSnowflake snowflake = World.at(time).start(0);
  private final SqlApiClient client = new SqlApiClient(snowflake);

  @AfterEach
  void stop() {
    snowflake.close();
  }

  private String reason(String token) {
    SqlApiClient.Answer answer = client.token(token).run("SHOW STAGES");
    assertThat(answer.status).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("390144");
    Matcher id = Pattern.compile("\\[(.+)]").matcher(answer.body.path("message").asText());
    assertThat(id.find()).isTrue();
    return snowflake.loginFailure(id.group(1)).orElse("");
  }

  private static String token(
      KeyPair keys, String account, String login, long issued, long expires) {
    return World.jwt(keys, account, login, issued, expires);
  }

  private String good(long issued, long expires) {
    return token(World.KEYS, snowflake.account(), "SYNC_LOGIN", issued, expires);
  }

  private int status(String token) {
    return client.token(token).run("SHOW STAGES").status;
  }

  @Test
  void aFittingTokenIsAccepted() {
    assertThat(status(good(NOON, NOON + 60))).isEqualTo(200);
  }

  @Test
  void theAccountMayBeNamedByItsLocator() {
    assertThat(status(token(World.KEYS, "XY12345", "SYNC_LOGIN", NOON, NOON + 60))).isEqualTo(200);
  }

  @Test
  void timesMayBeMilliseconds() {
    assertThat(status(good(NOON * 1000, NOON * 1000 + 60_000))).isEqualTo(200);
  }

  @Test
  void aTokenEndsAtTheVeryMomentOfItsExpiry() {
    String token = good(NOON, NOON + 60);
    time.advance(59_999);
    assertThat(status(token)).isEqualTo(200);

    time.advance(1);
    assertThat(reason(token)).isEqualTo("394303");
  }

  @Test
  void anExpiryLaterThanAnHourIsIgnored() {
    String token = good(NOON, NOON + 100_000);
    time.advance(3_599_000);
    assertThat(status(token)).isEqualTo(200);

    time.advance(1_000);
    assertThat(reason(token)).isEqualTo("394303");
  }

  @Test
  void theUserIsNamedByItsLoginNameInUpperCase() {
    assertThat(reason(token(World.KEYS, snowflake.account(), "SYNC_USER", NOON, NOON + 60)))
        .isEqualTo("394300");
    assertThat(reason(token(World.KEYS, snowflake.account(), "sync_login", NOON, NOON + 60)))
        .isEqualTo("394300");
  }

  @Test
  void theAccountInTheTokenIsThatOfTheUrl() {
    assertThat(reason(token(World.KEYS, "OTHER-ACCOUNT", "SYNC_LOGIN", NOON, NOON + 60)))
        .isEqualTo("394307");
    assertThat(reason(token(World.KEYS, "myorg-myaccount", "SYNC_LOGIN", NOON, NOON + 60)))
        .isEqualTo("394307");
    assertThat(reason(token(World.KEYS, "XY12345.us-west-2", "SYNC_LOGIN", NOON, NOON + 60)))
        .isEqualTo("394300");
  }

  @Test
  void theFingerprintIsThatOfARegisteredKey() {
    assertThat(reason(token(World.keys(), snowflake.account(), "SYNC_LOGIN", NOON, NOON + 60)))
        .isEqualTo("394304");
  }

  @Test
  void bothKeySlotsAreValidDuringARotation() {
    KeyPair next = World.keys();
    snowflake.executeAsAdmin(
        "ALTER USER SYNC_USER SET RSA_PUBLIC_KEY_2 = '"
            + Base64.getEncoder().encodeToString(next.getPublic().getEncoded())
            + "'");
    assertThat(status(token(next, snowflake.account(), "SYNC_LOGIN", NOON, NOON + 60)))
        .isEqualTo(200);
    assertThat(status(good(NOON, NOON + 60))).isEqualTo(200);

    snowflake.executeAsAdmin("ALTER USER SYNC_USER UNSET RSA_PUBLIC_KEY");
    assertThat(reason(good(NOON, NOON + 60))).isEqualTo("394304");
  }

  @Test
  void aTamperedSignatureOrAnotherAlgorithmIsRefused() {
    String token = good(NOON, NOON + 60);
    String other = good(NOON - 1, NOON + 59);
    String mixed =
        token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));

    assertThat(reason(mixed)).isEqualTo("394306");
    assertThat(
            reason(
                World.jwt(
                    World.KEYS,
                    snowflake.account(),
                    "SYNC_LOGIN",
                    "\"iat\":" + NOON + ",\"exp\":" + (NOON + 60),
                    "HS256")))
        .isEqualTo("394305");
    assertThat(reason("abc")).isEqualTo("394305");
  }

  @Test
  void bothTimesAreNeeded() {
    assertThat(
            reason(
                World.jwt(
                    World.KEYS, snowflake.account(), "SYNC_LOGIN", "\"iat\":" + NOON, "RS256")))
        .isEqualTo("394301");
    assertThat(
            reason(
                World.jwt(
                    World.KEYS,
                    snowflake.account(),
                    "SYNC_LOGIN",
                    "\"exp\":" + (NOON + 9),
                    "RS256")))
        .isEqualTo("394301");
  }

  @Test
  void theRuleOfSixtySecondsIsASwitch() {
    String token = good(NOON, NOON + 600);
    time.advance(61_000);
    assertThat(status(token)).isEqualTo(200);

    snowflake.sixtySecondRule(true);
    assertThat(reason(token)).isEqualTo("394302");
  }

  @Test
  void oauthTokensAreKnownAndExpire() {
    client.header("X-Snowflake-Authorization-Token-Type", "OAUTH");
    snowflake.registerToken("opaque", "OAUTH", "SYNC_USER", World.NOON + 1_000);

    assertThat(status("opaque")).isEqualTo(200);
    assertThat(client.token("other").run("SHOW STAGES").code()).isEqualTo("390303");
    time.advance(1_000);
    assertThat(client.token("opaque").run("SHOW STAGES").code()).isEqualTo("390318");
  }

  @Test
  void anAccessTokenOfAServiceUserNeedsANetworkPolicy() {
    client.header("X-Snowflake-Authorization-Token-Type", "PROGRAMMATIC_ACCESS_TOKEN");
    snowflake.registerToken("pat", "PROGRAMMATIC_ACCESS_TOKEN", "SYNC_USER", World.NOON + 1_000);
    assertThat(status("pat")).isEqualTo(403);

    snowflake.executeAsAdmin("ALTER USER SYNC_USER SET NETWORK_POLICY = 'P'");
    assertThat(status("pat")).isEqualTo(200);
    time.advance(1_000);
    assertThat(status("pat")).isEqualTo(401);
  }

  @Test
  void withoutATypeTheTokenIsGuessed() {
    client.header("X-Snowflake-Authorization-Token-Type", null);
    snowflake.registerToken("opaque", "OAUTH", "SYNC_USER", World.NOON + 1_000);

    assertThat(status(good(NOON, NOON + 60))).isEqualTo(200);
    assertThat(status("opaque")).isEqualTo(200);
  }
}
