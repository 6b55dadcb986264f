package io.gluesnow.snowflake.api;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where gluesnow sends its SQL, as whom, and what its secret says about stages and formats. Its
 * text form shows nothing of the credentials.
 */
public final class SnowflakeAccount {
  private final URI baseUrl;
  private final String account;
  private final String user;
  private final String role;
  private final String warehouse;
  private final Credentials credentials;
  private final Map<String, String> stages;
  private final Set<String> fileFormats;

  private SnowflakeAccount(Builder from) {
    this.baseUrl = Objects.requireNonNull(from.baseUrl, "baseUrl");
    this.account = Objects.requireNonNull(from.account, "account");
    this.user = Objects.requireNonNull(from.user, "user");
    this.role = Objects.requireNonNull(from.role, "role");
    this.warehouse = from.warehouse;
    this.credentials = Objects.requireNonNull(from.credentials, "credentials");
    this.stages = Collections.unmodifiableMap(new LinkedHashMap<>(from.stages));
    this.fileFormats = Collections.unmodifiableSet(new LinkedHashSet<>(from.fileFormats));
  }

  static Builder builder() {
    return new Builder();
  }

  /** Scheme, host and port, without a path: https, or http on loopback. */
  public URI baseUrl() {
    return baseUrl;
  }

  /** As a token names it: upper case, without region. */
  public String account() {
    return account;
  }

  /** The LOGIN_NAME, as the secret writes it. */
  public String user() {
    return user;
  }

  /** As SHOW ROLES prints it, without quotes. */
  public String role() {
    return role;
  }

  /** As SHOW WAREHOUSES prints it, without quotes. */
  public Optional<String> warehouse() {
    return Optional.ofNullable(warehouse);
  }

  public Credentials credentials() {
    return credentials;
  }

  /** Stage name to S3 address, both as the secret writes them, in its order. */
  public Map<String, String> stages() {
    return stages;
  }

  /** Upper case, in the secret's order; also names that Snowflake does not know. */
  public Set<String> fileFormats() {
    return fileFormats;
  }

  @Override
  public String toString() {
    return user
        + "@"
        + account
        + " at "
        + baseUrl
        + " as "
        + role
        + " with "
        + credentials
        + ", "
        + stages.size()
        + " stages";
  }

  static final class Builder {
    private URI baseUrl;
    private String account;
    private String user;
    private String role;
    private String warehouse;
    private Credentials credentials;
    private Map<String, String> stages = Map.of();
    private Set<String> fileFormats = Set.of();

    private Builder() {}

    Builder baseUrl(URI value) {
      this.baseUrl = value;
      return this;
    }

    Builder account(String value) {
      this.account = value;
      return this;
    }

    Builder user(String value) {
      this.user = value;
      return this;
    }

    Builder role(String value) {
      this.role = value;
      return this;
    }

    Builder warehouse(String value) {
      this.warehouse = value;
      return this;
    }

    Builder credentials(Credentials value) {
      this.credentials = value;
      return this;
    }

    Builder stages(Map<String, String> value) {
      this.stages = value;
      return this;
    }

    Builder fileFormats(Set<String> value) {
      this.fileFormats = value;
      return this;
    }

    SnowflakeAccount build() {
      return new SnowflakeAccount(this);
    }
  }
}
