package io.gluesnow.snowflake.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeyTextTest {
  private static final Optional<String> NONE = Optional.empty();
  private static final Optional<String> PASSPHRASE = Optional.of(TestKeys.PASSPHRASE);

  static Stream<Arguments> spellings() {
    return Stream.of(
        spelling("as written", s -> s),
        spelling("with a literal \\n", s -> s.replace("\n", "\\n")),
        spelling("with a literal \\r\\n", s -> s.replace("\n", "\\r\\n")),
        spelling("escaped twice", s -> s.replace("\n", "\\\\n")),
        spelling("with CRLF", s -> s.replace("\n", "\r\n")),
        spelling("with blanks for line breaks", s -> s.replace("\n", " ")),
        spelling("without line breaks", s -> s.replace("\n", "")),
        spelling("indented", s -> s.replace("\n", "\n    ")),
        spelling("in quotes", s -> "\"" + s.trim() + "\""),
        spelling("without header and footer", s -> s.replaceAll("-----[A-Z ]+-----", "")),
        spelling("without footer", s -> s.replaceAll("-----END[A-Z ]+-----", "")),
        spelling("without header", s -> s.replaceAll("-----BEGIN[A-Z ]+-----", "")),
        spelling("below other lines", s -> "Bag Attributes\n  friendlyName: x\n" + s),
        spelling("in Base64", PrivateKeyTextTest::base64),
        spelling("in Base64 with line breaks", s -> base64(s).replaceAll("(.{76})", "$1\n")),
        spelling("the body in Base64", s -> base64(s.replaceAll("-----[A-Z ]+-----", "").trim())));
  }

  @ParameterizedTest(name = "a plain key {0}")
  @MethodSource("spellings")
  void aPlainKeyIsReadInEachSpelling(String name, UnaryOperator<String> spelling) {
    assertThat(fingerprint(spelling.apply(TestKeys.pem("plain")), NONE))
        .isEqualTo(TestKeys.FINGERPRINT);
  }

  @ParameterizedTest(name = "an encrypted key {0}")
  @MethodSource("spellings")
  void anEncryptedKeyIsReadInEachSpelling(String name, UnaryOperator<String> spelling) {
    assertThat(fingerprint(spelling.apply(TestKeys.pem("des3-sha1")), PASSPHRASE))
        .isEqualTo(TestKeys.FINGERPRINT);
  }

  @ParameterizedTest(name = "an older key {0}")
  @MethodSource("spellings")
  void anOlderKeyIsReadInEachSpelling(String name, UnaryOperator<String> spelling) {
    assertThat(fingerprint(spelling.apply(TestKeys.pem("pkcs1")), NONE))
        .isEqualTo(TestKeys.FINGERPRINT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aes-256-sha256",
        "aes-256-sha224",
        "aes-256-sha512",
        "aes-192-sha384",
        "aes-128-sha1",
        "des3-sha256",
        "des3-sha1",
        "pbe-sha1-3des",
        "pbe-sha1-rc2-40",
        "pbe-md5-des"
      })
  void whatOpensslEncryptsIsOpened(String scheme) {
    assertThat(fingerprint(TestKeys.pem(scheme), PASSPHRASE)).isEqualTo(TestKeys.FINGERPRINT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aes-256-sha256", "des3-sha1", "pbe-sha1-3des"})
  void aWrongPassphraseIsSaidWithoutShowingIt(String scheme) {
    refused(TestKeys.pem(scheme), Optional.of("wrong-battery"))
        .hasMessage("private_key_passphrase does not open private_key.");
  }

  @Test
  void anEncryptedKeyWithoutPassphraseNamesTheFieldThatIsMissing() {
    refused(TestKeys.pem("aes-256-sha256"), NONE)
        .hasMessage("private_key is encrypted, and private_key_passphrase is missing.");
  }

  @Test
  void aPassphraseBesideAPlainKeyIsNotNeeded() {
    assertThat(fingerprint(TestKeys.pem("plain"), PASSPHRASE)).isEqualTo(TestKeys.FINGERPRINT);
  }

  @Test
  void aSchemeThatIsNotKnownIsRefusedWithTheCommandThatHelps() {
    refused(TestKeys.pem("scrypt"), PASSPHRASE).hasMessageContaining("-v2 aes-256-cbc");
  }

  @Test
  void whatIsNoRsaPrivateKeyIsRefusedByName() {
    refused(TestKeys.pem("public"), NONE).hasMessageContaining("holds a public key");
    refused(TestKeys.pem("pkcs1-encrypted"), PASSPHRASE).hasMessageContaining("PKCS#8");
    refused(TestKeys.pem("ec"), NONE).hasMessageContaining("not an RSA key");
    refused(TestKeys.pem("short"), NONE).hasMessageContaining("fewer than 2048 bits");
    refused("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==", NONE)
        .hasMessageContaining("PKCS#8");
    refused("hello, world", NONE).hasMessageContaining("PEM");
    refused("", NONE).hasMessageContaining("PEM");
    refused("AAAA", NONE).hasMessageContaining("PEM");
  }

  @Test
  void aDamagedKeyIsRefusedInASentenceThatShowsNothingOfIt() {
    Random random = new Random(7);
    for (String name : new String[] {"plain", "pkcs1", "aes-256-sha256", "des3-sha1"}) {
      String pem = TestKeys.pem(name);
      for (int i = 0; i < 200; i++) {
        String damaged = damage(pem, random);
        try {
          PrivateKeyText.read(damaged, PASSPHRASE);
        } catch (BadSecretException e) {
          assertThat(e.getMessage()).startsWith("private_key").endsWith(".");
          assertThat(e.getCause()).isNull();
          assertThat(e.getMessage()).doesNotContain(pem.substring(40, 60));
        }
      }
    }
  }

  /** Changes a letter, or cuts the text. */
  private static String damage(String pem, Random random) {
    int at = random.nextInt(pem.length());
    return random.nextBoolean()
        ? pem.substring(0, at)
        : pem.substring(0, at) + (char) ('A' + random.nextInt(26)) + pem.substring(at + 1);
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ?> refused(
      String text, Optional<String> passphrase) {
    return assertThatThrownBy(() -> PrivateKeyText.read(text, passphrase))
        .isInstanceOf(BadSecretException.class)
        .hasNoCause();
  }

  private static String fingerprint(String text, Optional<String> passphrase) {
    return KeyPairTokenSource.fingerprint(PrivateKeyText.read(text, passphrase));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static Arguments spelling(String name, UnaryOperator<String> change) {
    return Arguments.arguments(name, change);
  }
}
