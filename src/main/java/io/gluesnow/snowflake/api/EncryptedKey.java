package io.gluesnow.snowflake.api;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens an encrypted PKCS#8 key (RFC 8018).
 *
 * <p>PBES2 is read here, because the JDK's own reading knows AES only, and {@code -v2 des3} is what
 * Snowflake's instructions have long said: PBKDF2 with HMAC-SHA-1, 224, 256, 384 or 512, then
 * AES-CBC of 128, 192 or 256 bit or Triple DES in CBC mode. Older schemes (PBES1 and PKCS#12:
 * {@code PBE-SHA1-3DES}, {@code PBE-SHA1-RC2-40}, {@code PBE-MD5-DES}) are left to the JDK. Not
 * known: scrypt.
 */
final class EncryptedKey {
  private static final String PBES2 = "1.2.840.113549.1.5.13";
  private static final String PBKDF2 = "1.2.840.113549.1.5.12";

  private static final Map<String, String> HASHES =
      Map.of(
          "1.2.840.113549.2.7", "SHA1",
          "1.2.840.113549.2.8", "SHA224",
          "1.2.840.113549.2.9", "SHA256",
          "1.2.840.113549.2.10", "SHA384",
          "1.2.840.113549.2.11", "SHA512");

  private static final Map<String, Encryption> ENCRYPTIONS =
      Map.of(
          "1.2.840.113549.3.7", new Encryption("DESede", 192),
          "2.16.840.1.101.3.4.1.2", new Encryption("AES", 128),
          "2.16.840.1.101.3.4.1.22", new Encryption("AES", 192),
          "2.16.840.1.101.3.4.1.42", new Encryption("AES", 256));

  private EncryptedKey() {}

  /**
   * The PKCS#8 form inside.
   *
   * @throws BadSecretException when the passphrase does not open it, or its scheme is not known
   */
  static byte[] open(byte[] encrypted, char[] passphrase) {
    PBEKeySpec password = new PBEKeySpec(passphrase);
    try {
      String scheme = Der.sequence(encrypted).sequence().oid();
      return scheme.equals(PBES2) ? openPbes2(encrypted, passphrase) : openOld(encrypted, password);
    } catch (GeneralSecurityException e) {
      throw new BadSecretException("private_key_passphrase does not open private_key.");
    } catch (IOException | IllegalArgumentException e) {
      throw notKnown();
    } finally {
      password.clearPassword();
    }
  }

  private static byte[] openPbes2(byte[] encrypted, char[] passphrase)
      throws GeneralSecurityException {
    Der info = Der.sequence(encrypted);
    Der algorithm = info.sequence();
    algorithm.oid();
    Der parameters = algorithm.sequence();
    Der derivation = parameters.sequence();
    Der cipher = parameters.sequence();

    String function = derivation.oid();
    if (!function.equals(PBKDF2)) {
      throw notKnown();
    }
    Encryption encryption = ENCRYPTIONS.get(cipher.oid());
    if (encryption == null) {
      throw notKnown();
    }
    byte[] key = derive(derivation.sequence(), passphrase, encryption.bits);
    try {
      Cipher opening = Cipher.getInstance(encryption.name + "/CBC/PKCS5Padding");
      opening.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key, encryption.name),
          new IvParameterSpec(cipher.octets()));
      return opening.doFinal(info.octets());
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static byte[] derive(Der parameters, char[] passphrase, int bits)
      throws GeneralSecurityException {
    byte[] salt = parameters.octets();
    int rounds = parameters.integer().intValueExact();
    if (parameters.tag() == Der.INTEGER) {
      parameters.integer();
    }
    String hash = parameters.hasMore() ? HASHES.get(parameters.sequence().oid()) : "SHA1";
    if (hash == null) {
      throw notKnown();
    }
    PBEKeySpec spec = new PBEKeySpec(passphrase, salt, rounds, bits);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmac" + hash)
          .generateSecret(spec)
          .getEncoded();
    } finally {
      spec.clearPassword();
    }
  }

  private static byte[] openOld(byte[] encrypted, PBEKeySpec password)
      throws GeneralSecurityException, IOException {
    EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted);
    Cipher opening;
    SecretKey key;
    try {
      key = SecretKeyFactory.getInstance(info.getAlgName()).generateSecret(password);
      opening = Cipher.getInstance(info.getAlgName());
    } catch (GeneralSecurityException e) {
      throw notKnown();
    }
    AlgorithmParameters parameters = info.getAlgParameters();
    opening.init(Cipher.DECRYPT_MODE, key, parameters);
    return opening.doFinal(info.getEncryptedData());
  }

  private static BadSecretException notKnown() {
    return new BadSecretException(
        "private_key is encrypted in a way that is not known here: write it anew with"
            + " openssl pkcs8 -topk8 -v2 aes-256-cbc.");
  }

  /** A cipher in CBC mode and the length of its key. */
  private static final class Encryption {
    private final String name;
    private final int bits;

    Encryption(String name, int bits) {
      this.name = name;
      this.bits = bits;
    }
  }
}
