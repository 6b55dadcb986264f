package io.gluesnow.snowflake.api;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** Accounts that lead to a server on loopback. */
final class TestAccounts {
  private TestAccounts() {}

  static String keyPair(URI url) {
    return secret(url, "\"private_key\":\"" + TestKeys.pem("plain").replace("\n", "\\n") + "\"");
  }

  static String accessToken(URI url, String token) {
    return secret(url, "\"token\":\"" + token + "\",\"token_type\":\"PAT\"");
  }

  static AccountSource fixed(String secret) {
    return AccountSource.open(
        () -> secret, Duration.ofMinutes(5), Runnable::run, Clock.systemUTC());
  }

  private static String secret(URI url, String credentials) {
    return "{\"url\":\""
        + url
        + "\",\"accountidentifier\":\"myorg-sync\",\"username\":\"glue_sync\","
        + "\"warehouse\":\"sync_wh\",\"role\":\"glue_sync_role\",\"stages\":{\"s3\":{}},"
        + credentials
        + "}";
  }
}
