package io.gluesnow.snowflake.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Optional;

/** The keys and secrets that lie beside these tests. They open nothing. */
final class TestKeys {
  static final String PASSPHRASE = "correct-horse";

  /** Computed with openssl from {@code plain.pem}. */
  static final String FINGERPRINT = "SHA256:nqx7LkSiHeDB1qzgdS6M/kHpWDXTMetRacbmQlpJ0Qw=";

  private TestKeys() {}

  static RSAPrivateCrtKey key() {
    return PrivateKeyText.read(pem("plain"), Optional.empty());
  }

  static String pem(String name) {
    return resource("keys/" + name + ".pem");
  }

  static String secret(String name) {
    return resource("secrets/" + name + ".json");
  }

  private static String resource(String path) {
    try (InputStream in = TestKeys.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
