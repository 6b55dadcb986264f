package io.gluesnow.standin.snowflake;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The account's own settings: its name, region, printed forms and parameters. */
final class Account {
  private final String name;
  private final String locator;
  private final String region;
  private volatile Dialect dialect;
  private volatile boolean locationAsUrl;
  private volatile boolean momentsWithOffset;
  private final Map<String, String> accountParameters = new LinkedHashMap<>();

  Account(String name, String locator, String region, Dialect dialect) {
    this.name = Objects.requireNonNull(name);
    this.locator = Objects.requireNonNull(locator);
    this.region = Objects.requireNonNull(region);
    this.dialect = Objects.requireNonNull(dialect);
  }

  /** The account identifier, upper case, such as {@code MYORG-MYACCOUNT}. */
  String name() {
    return name;
  }

  /** The legacy account locator. */
  String locator() {
    return locator;
  }

  String region() {
    return region;
  }

  Dialect dialect() {
    return dialect;
  }

  void dialect(Dialect newDialect) {
    dialect = newDialect;
  }

  boolean locationAsUrl() {
    return locationAsUrl;
  }

  void locationAsUrl(boolean asUrl) {
    locationAsUrl = asUrl;
  }

  boolean momentsWithOffset() {
    return momentsWithOffset;
  }

  void momentsWithOffset(boolean withOffset) {
    momentsWithOffset = withOffset;
  }

  /** The queue of this account in the region; every table with AUTO_REFRESH shows it. */
  String notificationChannel() {
    return "arn:aws:sqs:" + region + ":123456789012:sf-snowpipe-AIDACKCEVSQ6C2EXAMPLE-0";
  }

  void set(String parameter, String value) {
    accountParameters.put(parameter, value);
  }

  void unset(String parameter) {
    accountParameters.remove(parameter);
  }

  /** Whether a parameter is TRUE for the session's user, or else for the account. */
  boolean isOn(String parameter, Session session, Catalog catalog) {
    return catalog
        .find(Kind.USER, Name.of(session.user()))
        .flatMap(user -> user.property(parameter))
        .orElse(accountParameters.getOrDefault(parameter, "FALSE"))
        .equalsIgnoreCase("TRUE");
  }

  /** What SHOW PARAMETERS answers in a session: account, then user, then session. */
  Map<String, Parameter> parameters(Session session, Catalog catalog) {
    Map<String, Parameter> shown = new LinkedHashMap<>();
    usual(
        "QUERY_TAG", "", "STRING", "String (up to 2000 characters) used to tag statements", shown);
    usual(
        "QUOTED_IDENTIFIERS_IGNORE_CASE",
        "false",
        "BOOLEAN",
        "Case of quoted identifiers is ignored",
        shown);
    usual("READ_CONSISTENCY_MODE", "session", "STRING", "Consistency between sessions", shown);
    usual(
        "STATEMENT_QUEUED_TIMEOUT_IN_SECONDS",
        "0",
        "NUMBER",
        "Limit of queueing in a warehouse",
        shown);
    usual("STATEMENT_TIMEOUT_IN_SECONDS", "172800", "NUMBER", "Limit of a statement's run", shown);
    usual("TIMEZONE", "America/Los_Angeles", "STRING", "Time zone", shown);
    usual("TIMESTAMP_TYPE_MAPPING", "TIMESTAMP_NTZ", "STRING", "What TIMESTAMP stands for", shown);
    shown.replaceAll((key, parameter) -> parameter.at(accountParameters.get(key), "ACCOUNT"));
    catalog
        .find(Kind.USER, Name.of(session.user()))
        .ifPresent(
            user ->
                shown.replaceAll(
                    (key, parameter) -> parameter.at(user.property(key).orElse(null), "USER")));
    if (!session.queryTag().isEmpty()) {
      shown.computeIfPresent(
          "QUERY_TAG", (key, parameter) -> parameter.at(session.queryTag(), "SESSION"));
    }
    return shown;
  }

  private static void usual(
      String key, String value, String type, String description, Map<String, Parameter> shown) {
    shown.put(key, new Parameter(value, value, "", description, type));
  }

  /** One row of SHOW PARAMETERS. */
  static final class Parameter {
    private final String value;
    private final String usual;
    private final String level;
    private final String description;
    private final String type;

    Parameter(String value, String usual, String level, String description, String type) {
      this.value = value;
      this.usual = usual;
      this.level = level;
      this.description = description;
      this.type = type;
    }

    Parameter at(String newValue, String newLevel) {
      if (newValue == null) {
        return this;
      }
      String shown = type.equals("BOOLEAN") ? newValue.toLowerCase(Locale.ROOT) : newValue;
      return new Parameter(shown, usual, newLevel, description, type);
    }

    String value() {
      return value;
    }

    String usual() {
      return usual;
    }

    String level() {
      return level;
    }

    String description() {
      return description;
    }

    String type() {
      return type;
    }
  }
}
