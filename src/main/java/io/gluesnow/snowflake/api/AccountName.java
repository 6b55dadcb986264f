package io.gluesnow.snowflake.api;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An account identifier, in the form that a JSON web token wants: upper case, without region, cloud
 * and PrivateLink.
 *
 * <p>A name with a dot can be two things. {@code xy12345.us-east-1} is a locator with its region,
 * of which the part before the dot counts; {@code myorg.myaccount} is SQL's spelling of {@code
 * myorg-myaccount}. What follows the dot tells them apart. A {@code .global} name counts up to its
 * first hyphen.
 */
final class AccountName {
  private static final Pattern SCHEME = Pattern.compile("^[a-z]+://");
  private static final Pattern HOST_TAIL =
      Pattern.compile("\\.snowflakecomputing\\.(com|cn)([:/].*)?$");
  private static final Pattern PLACE =
      Pattern.compile("(.*\\.)?(aws|azure|gcp)|[a-z]{2}(-[a-z]+)+-\\d|privatelink");

  private final String inToken;

  private AccountName(String inToken) {
    this.inToken = inToken;
  }

  static AccountName of(String written) {
    String name = written.trim().toLowerCase(Locale.ROOT);
    name = SCHEME.matcher(name).replaceFirst("");
    name = HOST_TAIL.matcher(name).replaceFirst("");
    if (name.endsWith(".privatelink")) {
      name = name.substring(0, name.length() - ".privatelink".length());
    }
    return new AccountName(withoutPlace(name).toUpperCase(Locale.ROOT));
  }

  private static String withoutPlace(String name) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      return name;
    }
    if (name.endsWith(".global")) {
      int hyphen = name.indexOf('-');
      return name.substring(0, hyphen < 0 ? dot : Math.min(hyphen, dot));
    }
    String rest = name.substring(dot + 1);
    return PLACE.matcher(rest).matches() ? name.substring(0, dot) : name.replace('.', '-');
  }

  /** As {@code iss} and {@code sub} carry it. */
  String inToken() {
    return inToken;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AccountName && inToken.equals(((AccountName) other).inToken);
  }

  @Override
  public int hashCode() {
    return Objects.hash(inToken);
  }

  @Override
  public String toString() {
    return inToken;
  }
}
