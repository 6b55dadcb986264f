package io.gluesnow.standin.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells who a request is from.
 *
 * <p>Key-pair JWTs: https://docs.snowflake.com/en/developer-guide/sql-api/authenticating; the
 * reasons of a refusal: https://docs.snowflake.com/en/user-guide/key-pair-auth-troubleshooting. The
 * client hears 390144 and an id; the reason is for the administrator, here {@link #reason}. There
 * is no leeway after {@code exp}.
 */
final class Tokens {
  private static final long LONGEST_LIFE_SECONDS = 3600;
  private static final long MILLISECONDS_FROM = 100_000_000_000L;

  private final Catalog catalog;
  private final Object lock;
  private final Account account;
  private final ServerTime time;
  private final Map<String, StaticToken> staticTokens = new ConcurrentHashMap<>();
  private final Map<String, String> reasons = new ConcurrentHashMap<>();
  private volatile boolean sixtySecondRule;

  Tokens(Catalog catalog, Object lock, Account account, ServerTime time) {
    this.catalog = catalog;
    this.lock = lock;
    this.account = account;
    this.time = time;
  }

  /**
   * Whether a token is refused more than 60 s after its {@code iat} (394302), which is documented
   * for logins.
   */
  void sixtySecondRule(boolean on) {
    sixtySecondRule = on;
  }

  void register(String token, String type, String user, long expiresAtMillis) {
    staticTokens.put(token, new StaticToken(type, user, expiresAtMillis));
  }

  Optional<String> reason(String failureId) {
    return Optional.ofNullable(reasons.get(failureId));
  }

  /** The user's name, of a request with these headers. */
  String user(String authorization, String type) {
    if (authorization == null || !authorization.startsWith("Bearer ")) {
      throw new HttpFailure(401, "390101", "Authorization header not found in the request data.");
    }
    String token = authorization.substring("Bearer ".length());
    String kind = type == null ? guessed(token) : type;
    switch (kind) {
      case "KEYPAIR_JWT":
        return keyPair(token);
      case "OAUTH":
        return known(
            token,
            kind,
            "390303",
            "Invalid OAuth access token.",
            "390318",
            "OAuth access token expired.");
      case "PROGRAMMATIC_ACCESS_TOKEN":
        return known(
            token,
            kind,
            "394400",
            "Programmatic access token is invalid.",
            "394400",
            "Programmatic access token is invalid.");
      default:
        throw new HttpFailure(400, "390142", "Unknown token type " + kind);
    }
  }

  private String guessed(String token) {
    StaticToken found = staticTokens.get(token);
    return found != null ? found.type : token.split("\\.").length == 3 ? "KEYPAIR_JWT" : "OAUTH";
  }

  private String known(
      String token,
      String type,
      String invalid,
      String invalidText,
      String expired,
      String expiredText) {
    StaticToken found = staticTokens.get(token);
    if (found == null || !found.type.equals(type)) {
      throw new HttpFailure(401, invalid, invalidText);
    }
    if (found.expiresAt <= time.millis()) {
      throw new HttpFailure(401, expired, expiredText);
    }
    if (type.equals("PROGRAMMATIC_ACCESS_TOKEN") && needsNetworkPolicy(found.user)) {
      throw new HttpFailure(
          403, "390422", "A network policy is required for a token of user " + found.user + ".");
    }
    return found.user;
  }

  /**
   * A service user's access token works under a network policy only: programmatic-access-tokens.
   */
  private boolean needsNetworkPolicy(String name) {
    synchronized (lock) {
      return catalog
          .find(Kind.USER, Name.of(name))
          .filter(user -> user.property("TYPE").orElse("").equalsIgnoreCase("SERVICE"))
          .filter(user -> !user.property("NETWORK_POLICY").isPresent())
          .isPresent();
    }
  }

  private HttpFailure refused(String reason) {
    String id = UUID.randomUUID().toString();
    reasons.put(id, reason);
    return new HttpFailure(401, "390144", "JWT token is invalid. [" + id + "]");
  }

  private String keyPair(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw refused("394305");
    }
    JsonNode header = decoded(parts[0]);
    JsonNode claims = decoded(parts[1]);
    if (!"RS256".equals(header.path("alg").asText())) {
      throw refused("394305");
    }
    String issuer = claims.path("iss").asText("");
    int fingerprintAt = issuer.indexOf(".SHA256:");
    String subject = claims.path("sub").asText("");
    if (fingerprintAt < 0 || !subject.equals(issuer.substring(0, fingerprintAt))) {
      throw refused("394300");
    }
    int dot = subject.indexOf('.');
    if (dot < 0) {
      throw refused("394300");
    }
    String named = subject.substring(0, dot);
    if (!named.equals(account.name()) && !named.equals(account.locator())) {
      throw refused("394307");
    }
    String login = subject.substring(dot + 1);
    Securable user = user(login).orElseThrow(() -> refused("394300"));
    verify(user, issuer.substring(fingerprintAt + 1), parts);
    checkTimes(claims);
    return user.name().last();
  }

  /** The token names the LOGIN_NAME, in upper case; the lookup is exact. */
  private Optional<Securable> user(String login) {
    synchronized (lock) {
      return catalog.all(Kind.USER).stream()
          .filter(user -> user.property("LOGIN_NAME").equals(Optional.of(login)))
          .filter(user -> !user.property("DISABLED").orElse("FALSE").equalsIgnoreCase("TRUE"))
          .findFirst();
    }
  }

  private void verify(Securable user, String fingerprint, String[] parts) {
    List<String> keys = new ArrayList<>();
    user.property("RSA_PUBLIC_KEY").ifPresent(keys::add);
    user.property("RSA_PUBLIC_KEY_2").ifPresent(keys::add);
    try {
      for (String key : keys) {
        byte[] der = Base64.getMimeDecoder().decode(key.replaceAll("-----[A-Z ]+-----", ""));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(der);
        if (!fingerprint.equals("SHA256:" + Base64.getEncoder().encodeToString(digest))) {
          continue;
        }
        PublicKey publicKey =
            KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(publicKey);
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
          throw refused("394306");
        }
        return;
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw refused("394306");
    }
    throw refused("394304");
  }

  private void checkTimes(JsonNode claims) {
    if (!claims.path("iat").isNumber() || !claims.path("exp").isNumber()) {
      throw refused("394301");
    }
    long issued = millis(claims.path("iat").asLong());
    // A later exp than an hour after the token was issued is ignored.
    long expires =
        Math.min(millis(claims.path("exp").asLong()), issued + LONGEST_LIFE_SECONDS * 1000);
    long now = time.millis();
    if (now >= expires) {
      throw refused("394303");
    }
    if (sixtySecondRule && now - issued > 60_000) {
      throw refused("394302");
    }
  }

  /** Times are seconds, and milliseconds are taken too. */
  private static long millis(long written) {
    return written >= MILLISECONDS_FROM ? written : written * 1000;
  }

  private JsonNode decoded(String part) {
    try {
      return HttpFront.JSON.readTree(Base64.getUrlDecoder().decode(part));
    } catch (IOException | IllegalArgumentException e) {
      throw refused("394305");
    }
  }

  private static final class StaticToken {
    private final String type;
    private final String user;
    private final long expiresAt;

    StaticToken(String type, String user, long expiresAt) {
      this.type = type.toUpperCase(Locale.ROOT);
      this.user = user;
      this.expiresAt = expiresAt;
    }
  }
}
