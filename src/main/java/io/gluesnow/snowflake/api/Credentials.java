package io.gluesnow.snowflake.api;

import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Objects;

/** What an account is entered with. Gives tokens and nothing else; its text form shows nothing. */
public abstract class Credentials {

  private Credentials() {}

  /** Tokens under a lease. */
  public abstract TokenSource tokens(Lease lease);

  /** True when we mint the tokens, so that the end of the lease is in them. */
  public abstract boolean carryLease();

  static Credentials keyPair(AccountName account, String user, RSAPrivateCrtKey key) {
    return new KeyPair(account, user, key);
  }

  static Credentials bearer(Token.Type type, String token) {
    return new Bearer(type, token);
  }

  private static final class KeyPair extends Credentials {
    private final AccountName account;
    private final String user;
    private final RSAPrivateCrtKey key;

    KeyPair(AccountName account, String user, RSAPrivateCrtKey key) {
      this.account = Objects.requireNonNull(account, "account");
      this.user = Objects.requireNonNull(user, "user");
      this.key = Objects.requireNonNull(key, "key");
    }

    @Override
    public TokenSource tokens(Lease lease) {
      return new KeyPairTokenSource(account, user, key, lease);
    }

    @Override
    public boolean carryLease() {
      return true;
    }

    @Override
    public String toString() {
      return "a key pair";
    }
  }

  private static final class Bearer extends Credentials {
    private final Token.Type type;
    private final String token;

    Bearer(Token.Type type, String token) {
      this.type = Objects.requireNonNull(type, "type");
      this.token = Objects.requireNonNull(token, "token");
    }

    @Override
    public TokenSource tokens(Lease lease) {
      return new StaticTokenSource(type, token, lease);
    }

    @Override
    public boolean carryLease() {
      return false;
    }

    @Override
    public String toString() {
      return "a token of type " + type;
    }
  }
}
