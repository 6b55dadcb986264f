package io.gluesnow.snowflake.api;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an RSA private key from what people paste into a secret: PEM with line breaks of any kind,
 * with a literal {@code \n} for each, with blanks instead or none at all, without header and
 * footer, or all of it in Base64 once more. What it is (PKCS#8, encrypted PKCS#8, the older PKCS#1)
 * is seen from its structure, since headers get lost. No message says anything of the content.
 */
final class PrivateKeyText {
  private static final int FEWEST_BITS = 2048;
  private static final Pattern WRITTEN_BREAK = Pattern.compile("\\\\+[rn]");
  private static final Pattern HEADER = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----");
  private static final String FOOTER = "-----END ";

  private PrivateKeyText() {}

  /**
   * @param passphrase asked for only if the key is encrypted
   * @throws BadSecretException with a sentence that says what to write instead
   */
  static RSAPrivateCrtKey read(String text, Optional<String> passphrase) {
    return read(text, passphrase, true);
  }

  private static RSAPrivateCrtKey read(
      String text, Optional<String> passphrase, boolean maybeTwice) {
    byte[] der = decode(body(WRITTEN_BREAK.matcher(text).replaceAll("\n")));
    String inner = new String(der, StandardCharsets.ISO_8859_1).trim();
    if (maybeTwice && (inner.startsWith("-----BEGIN ") || isBase64Text(inner))) {
      return read(inner, passphrase, false);
    }
    try {
      return strong(key(der, passphrase));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw unreadable();
    } catch (GeneralSecurityException e) {
      throw new BadSecretException("private_key is not an RSA key, which Snowflake wants.");
    }
  }

  /** What stands between header and footer, of which either may have got lost. */
  private static String body(String text) {
    Matcher header = HEADER.matcher(text);
    int from = 0;
    if (header.find()) {
      from = header.end();
      refuseOther(header.group(1), text);
    }
    int to = text.indexOf(FOOTER, from);
    return text.substring(from, to < 0 ? text.length() : to);
  }

  private static void refuseOther(String label, String text) {
    if (label.contains("PUBLIC") || label.contains("CERTIFICATE")) {
      throw new BadSecretException(
          "private_key holds a " + label.toLowerCase(Locale.ROOT) + ", not a private key.");
    }
    if (label.contains("OPENSSH") || text.contains("Proc-Type")) {
      throw new BadSecretException(
          "private_key is not in PKCS#8 form: convert it with openssl pkcs8 -topk8.");
    }
  }

  private static byte[] decode(String text) {
    try {
      return Base64.getDecoder().decode(text.replaceAll("[\\s\"]+", ""));
    } catch (IllegalArgumentException e) {
      throw unreadable();
    }
  }

  /** A key's DER form begins with 0x30 0x82, which is no Base64; its Base64 form with MII. */
  private static boolean isBase64Text(String text) {
    return text.startsWith("MII");
  }

  private static PrivateKey key(byte[] der, Optional<String> passphrase)
      throws GeneralSecurityException {
    Der first = Der.sequence(der);
    if (first.tag() == Der.SEQUENCE) {
      String secret =
          passphrase.orElseThrow(
              () ->
                  new BadSecretException(
                      "private_key is encrypted, and private_key_passphrase is missing."));
      return generated(new PKCS8EncodedKeySpec(EncryptedKey.open(der, secret.toCharArray())));
    }
    first.integer();
    return generated(first.tag() == Der.SEQUENCE ? new PKCS8EncodedKeySpec(der) : pkcs1(first));
  }

  /** The older form is the bare list of the key's numbers. */
  private static KeySpec pkcs1(Der numbers) {
    BigInteger[] n = new BigInteger[8];
    for (int i = 0; i < n.length; i++) {
      n[i] = numbers.integer();
    }
    return new RSAPrivateCrtKeySpec(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]);
  }

  private static PrivateKey generated(KeySpec spec) throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA").generatePrivate(spec);
  }

  private static RSAPrivateCrtKey strong(PrivateKey key) throws GeneralSecurityException {
    if (!(key instanceof RSAPrivateCrtKey)) {
      throw new GeneralSecurityException("no public exponent in it");
    }
    RSAPrivateCrtKey rsa = (RSAPrivateCrtKey) key;
    if (rsa.getModulus().bitLength() < FEWEST_BITS) {
      throw new BadSecretException(
          "private_key has fewer than " + FEWEST_BITS + " bits, which Snowflake refuses.");
    }
    return rsa;
  }

  private static BadSecretException unreadable() {
    return new BadSecretException(
        "private_key is not a private key in PEM form: paste the whole file, from"
            + " -----BEGIN to the END line.");
  }
}
