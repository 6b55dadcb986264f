package io.gluesnow.cloudtrail.archive;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the key of a trail's object tells:
 *
 * <pre>
 * [prefix/]AWSLogs/[o-id/]account/CloudTrail/region/YYYY/MM/DD/…_YYYYMMDDTHHmmZ_….json.gz
 * </pre>
 *
 * <p>Digests ({@code CloudTrail-Digest/}) and insights ({@code CloudTrail-Insight/}) have keys of
 * another form: they are no trail objects.
 */
public final class TrailObjectKey {
  static final String ACCOUNT = "\\d{12}";
  static final String ORGANISATION = "o-[a-z0-9]{10,32}";
  static final String REGION = "[a-z]{2,}(?:-[a-z0-9]+)+";

  private static final Pattern KEY =
      Pattern.compile(
          "(?:.*/)?AWSLogs/(?:"
              + ORGANISATION
              + "/)?("
              + ACCOUNT
              + ")/CloudTrail/("
              + REGION
              + ")/(\\d{4})/(\\d\\d)/(\\d\\d)/([^/]+)\\.json\\.gz",
          Pattern.DOTALL);

  /** In the name; where people have renamed objects, the folder has to do. */
  private static final Pattern MOMENT = Pattern.compile(".*_(\\d{4})(\\d\\d)(\\d\\d)T\\d{4}Z_.*");

  private final String account;
  private final String region;
  private final LocalDate delivered;

  private TrailObjectKey(String account, String region, LocalDate delivered) {
    this.account = Objects.requireNonNull(account, "account");
    this.region = Objects.requireNonNull(region, "region");
    this.delivered = Objects.requireNonNull(delivered, "delivered");
  }

  /** Empty for whatever is no trail object. */
  public static Optional<TrailObjectKey> parse(String key) {
    Matcher parts = KEY.matcher(key);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Optional<LocalDate> folder = date(parts, 3);
    Matcher moment = MOMENT.matcher(parts.group(6));
    return (moment.matches() ? date(moment, 1).or(() -> folder) : folder)
        .map(day -> new TrailObjectKey(parts.group(1), parts.group(2), day));
  }

  /** The day that three groups spell; empty where there is no such day. */
  private static Optional<LocalDate> date(Matcher parts, int first) {
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(parts.group(first)),
              Integer.parseInt(parts.group(first + 1)),
              Integer.parseInt(parts.group(first + 2))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  public String account() {
    return account;
  }

  public String region() {
    return region;
  }

  /** The day of delivery, UTC. */
  public LocalDate delivered() {
    return delivered;
  }

  @Override
  public String toString() {
    return "a trail object of " + account + " in " + region + ", delivered on " + delivered;
  }
}
