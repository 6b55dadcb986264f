package io.gluesnow.snowflake.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The address of the SQL API, from the spellings that people use for it: with or without scheme,
 * with the path of the API, a part of it or none, with a slash or a query behind, in any case. An
 * underscore in the host becomes a hyphen: Snowflake answers to both, Java knows no host with the
 * first. Plain http is for a stand-in on loopback only.
 */
final class BaseUrl {
  private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://.*");
  private static final Pattern PATH = Pattern.compile("/*(api(/+v2(/+statements)?)?)?/*");
  private static final Pattern IPV4_LOOPBACK = Pattern.compile("127\\.\\d+\\.\\d+\\.\\d+");
  private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]");

  private BaseUrl() {}

  /**
   * @throws BadSecretException with a sentence that says what to write instead
   */
  static URI read(String written) {
    String text = written.trim();
    URI url = parse(SCHEME.matcher(text).matches() ? text : "https://" + text);
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    String authority = Optional.ofNullable(url.getRawAuthority()).orElse("");
    String host = hostOf(authority);
    if (authority.indexOf('@') >= 0) {
      throw new BadSecretException("url must not carry a user or a password.");
    }
    if (host.isEmpty() || !PATH.matcher(url.getRawPath()).matches()) {
      throw new BadSecretException(
          "url is not the address of a Snowflake account: write"
              + " https://<account>.snowflakecomputing.com.");
    }
    if (host.equals("app.snowflake.com")) {
      throw new BadSecretException(
          "url is the address of Snowflake's web interface: write"
              + " https://<account>.snowflakecomputing.com.");
    }
    boolean local = LOOPBACK.contains(host) || IPV4_LOOPBACK.matcher(host).matches();
    if (!scheme.equals("https") && !(scheme.equals("http") && local)) {
      throw new BadSecretException(
          "url must begin with https://: only a stand-in on 127.0.0.1 may be asked over http.");
    }
    return URI.create(scheme + "://" + host.replace('_', '-') + portOf(authority, scheme));
  }

  private static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new BadSecretException(
          "url is no address: write https://<account>.snowflakecomputing.com.");
    }
  }

  private static String hostOf(String authority) {
    return authority.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
  }

  private static String portOf(String authority, String scheme) {
    int colon = authority.lastIndexOf(':');
    String port = colon < 0 ? "" : authority.substring(colon + 1);
    boolean said = port.matches("\\d{1,5}") && !(scheme.equals("https") && port.equals("443"));
    return said ? ":" + port : "";
  }
}
