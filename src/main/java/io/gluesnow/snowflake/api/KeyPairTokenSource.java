package io.gluesnow.snowflake.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Signs JSON web tokens with the user's private key (RS256, by the JDK alone).
 *
 * <p>The token is the lease: one for a statement that changes something expires at the end of the
 * lease or in 60 s, whichever comes first, rounded down to whole seconds, so that Snowflake itself
 * refuses an attempt that was given up. A token is kept until half its life is over, hence never
 * used later than 30 s after it was made. {@code iat} lies up to 5 s back, for a Snowflake whose
 * clock is behind ours.
 */
final class KeyPairTokenSource implements TokenSource {
  static final Duration LIFE = Duration.ofSeconds(60);
  private static final Duration BACK_DATED = Duration.ofSeconds(4);
  private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";

  private final String subject;
  private final String issuer;
  private final RSAPrivateCrtKey key;
  private final Lease lease;
  private Minted<Token.ForChange> forChange;
  private Minted<Token.ForRead> forRead;

  /**
   * @param user the user's LOGIN_NAME, which need not be its name
   */
  KeyPairTokenSource(AccountName account, String user, RSAPrivateCrtKey key, Lease lease) {
    this.subject = account.inToken() + "." + user.toUpperCase(Locale.ROOT);
    this.issuer = subject + "." + fingerprint(key);
    this.key = key;
    this.lease = Objects.requireNonNull(lease, "lease");
  }

  @Override
  public synchronized Optional<Token.ForChange> ddlToken(Instant now) {
    Instant leaseEnd = lease.endsAt().orElse(now);
    Instant expiry = wholeSecond(leaseEnd.isBefore(now.plus(LIFE)) ? leaseEnd : now.plus(LIFE));
    if (expiry.isBefore(now.plus(lease.leastLeft()))) {
      return Optional.empty();
    }
    if (forChange == null || forChange.isOldAt(now)) {
      String jwt = sign(now, expiry);
      forChange =
          new Minted<>(
              new Token.ForChange(Token.Type.KEYPAIR_JWT, jwt, expiry),
              now,
              expiry,
              expiry.minus(lease.leastLeft()));
    }
    return Optional.of(forChange.token);
  }

  @Override
  public String refusal() {
    return lease.toString();
  }

  @Override
  public synchronized Token.ForRead readToken(Instant now) {
    if (forRead == null || forRead.isOldAt(now)) {
      Instant expiry = wholeSecond(now.plus(LIFE));
      String jwt = sign(now, expiry);
      forRead =
          new Minted<>(
              new Token.ForRead(Token.Type.KEYPAIR_JWT, jwt, expiry),
              now,
              expiry,
              expiry.minus(lease.leastLeft()));
    }
    return forRead.token;
  }

  @Override
  public synchronized void refused(Token token) {
    if (forChange != null && forChange.token == token) {
      forChange = null;
    }
    if (forRead != null && forRead.token == token) {
      forRead = null;
    }
  }

  /** As Snowflake shows it: the hash of the public key's DER form. */
  static String fingerprint(RSAPrivateCrtKey key) {
    try {
      RSAPublicKeySpec spec = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
      byte[] der = KeyFactory.getInstance("RSA").generatePublic(spec).getEncoded();
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(der);
      return "SHA256:" + Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK knows no RSA or no SHA-256", e);
    }
  }

  private String sign(Instant now, Instant expiry) {
    ObjectNode claims = JsonNodeFactory.instance.objectNode();
    claims.put("iss", issuer);
    claims.put("sub", subject);
    claims.put("iat", now.minus(BACK_DATED).getEpochSecond());
    claims.put("exp", expiry.getEpochSecond());
    String signed = base64(HEADER) + "." + base64(claims.toString());
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot sign with the key", e);
    }
  }

  private static Instant wholeSecond(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS);
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "key pair of " + subject;
  }

  /** A token and the span in which it is given out. */
  private static final class Minted<T extends Token> {
    private final T token;
    private final Instant from;
    private final Instant until;

    Minted(T token, Instant from, Instant expiry, Instant lastUse) {
      this.token = token;
      this.from = from;
      Instant half = from.plus(Duration.between(from, expiry).dividedBy(2));
      this.until = half.isBefore(lastUse) ? half : lastUse;
    }

    /** A clock that was set back makes it old too. */
    boolean isOldAt(Instant now) {
      return now.isBefore(from) || !now.isBefore(until);
    }
  }
}
