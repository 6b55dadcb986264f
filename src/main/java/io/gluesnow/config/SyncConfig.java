package io.gluesnow.config;

import io.gluesnow.catalog.Selection;
import io.gluesnow.cloudtrail.archive.ArchiveLocation;
import io.gluesnow.cloudtrail.archive.ArchiveRange;
import io.gluesnow.cloudtrail.archive.ArchiveScope;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/**
 * The settings in force, each checked once. Holds no secret: it may be shown in the Flink UI and
 * travels in the job graph.
 */
public final class SyncConfig implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern STREAM_ARN =
      Pattern.compile("arn:aws[a-z-]*:kinesis:([a-z0-9-]+):(\\d{12}):stream/([a-zA-Z0-9_.-]+)");
  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):role/[\\w+=,.@/-]+");
  private static final Pattern CATALOG = Pattern.compile("\\d{12}(:[^\\s;,]+)?");
  private static final Pattern REGION_NAME = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
  private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final Configuration options;
  private final TreeMap<String, String> asSet;

  private SyncConfig(Configuration options, Map<String, String> asSet) {
    this.options = options;
    this.asSet = new TreeMap<>(asSet);
  }

  /**
   * Checks every setting and throws one {@link ConfigurationException} that names all faults.
   *
   * @param settings values by full option key, as {@link PropertyGroups} reads them
   */
  public static SyncConfig of(Map<String, String> settings) {
    List<String> faults = new ArrayList<>();
    Map<String, ConfigOption<?>> known = new HashMap<>();
    SyncOptions.all().forEach(option -> known.put(option.key(), option));
    Configuration options = new Configuration();
    settings.forEach(
        (key, value) -> {
          ConfigOption<?> option = known.get(key);
          if (option == null) {
            faults.add(unknown(key, known.keySet()));
            return;
          }
          options.setString(key, constant(option, value));
          try {
            options.get(option);
          } catch (RuntimeException e) {
            faults.add(key + " cannot be `" + value + "`: write " + advice(option));
            options.removeConfig(option);
          }
        });
    SyncConfig config = new SyncConfig(options, settings);
    config.check(faults);
    if (!faults.isEmpty()) {
      throw new ConfigurationException(faults);
    }
    return config;
  }

  // Enum constants have underscores in Java and hyphens everywhere else.
  private static String constant(ConfigOption<?> option, String value) {
    return option.hasDefaultValue() && option.defaultValue() instanceof Enum
        ? value.trim().replace('-', '_')
        : value.trim();
  }

  private static String advice(ConfigOption<?> option) {
    Object example = option.hasDefaultValue() ? option.defaultValue() : Duration.ofMinutes(1);
    if (example instanceof Duration) {
      return "a duration such as `30 s`, `5 min` or `1 h`";
    }
    if (example instanceof Boolean) {
      return "`true` or `false`";
    }
    if (example instanceof Enum) {
      return "one of " + constants(example);
    }
    return "a number such as `" + example + "`";
  }

  static String constants(Object example) {
    List<String> names = new ArrayList<>();
    for (Object constant : ((Enum<?>) example).getDeclaringClass().getEnumConstants()) {
      names.add("`" + label((Enum<?>) constant) + "`");
    }
    return String.join(", ", names);
  }

  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String unknown(String key, Iterable<String> known) {
    String nearest = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = distance(key, candidate);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return "there is no option "
        + key
        + (least <= Math.max(3, key.length() / 3) ? ": did you mean " + nearest + "?" : "");
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(swap, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }

  private void check(List<String> faults) {
    required(faults, SyncOptions.INSTANCE, "a name for this job, for example `prod`");
    required(faults, SyncOptions.SECRET, "the name or ARN of the Secrets Manager secret");
    required(faults, SyncOptions.QUEUE_URL, "the URL of the SQS queue for dead letters");
    if (get(SyncOptions.STREAM_ARN) != null && !arn().matches()) {
      faults.add(
          SyncOptions.STREAM_ARN.key()
              + " must be a stream's ARN, like"
              + " arn:aws:kinesis:eu-west-1:111122223333:stream/name");
    }
    if (get(SyncOptions.INSTANCE) != null
        && !INSTANCE.matcher(get(SyncOptions.INSTANCE)).matches()) {
      faults.add(
          SyncOptions.INSTANCE.key()
              + " must be 1 to 64 letters, digits, `-` or `_`: it is part of every mark");
    }
    if (region().isEmpty()) {
      faults.add(
          SyncOptions.REGION.key()
              + " is needed where "
              + SyncOptions.STREAM_ARN.key()
              + " is not");
    }
    String start = get(SyncOptions.START);
    if (start.equalsIgnoreCase("latest")) {
      faults.add(
          SyncOptions.START.key()
              + " cannot be `latest`: the position is forgotten for every shard that has carried no"
              + " record yet, so a restart would lose records. Write `trim-horizon` (reading a day"
              + " again is harmless) or a moment such as `2026-11-03T09:00:00Z`");
    } else if (!start.equalsIgnoreCase("trim-horizon")) {
      try {
        Instant.parse(start);
      } catch (DateTimeParseException e) {
        faults.add(
            SyncOptions.START.key()
                + " cannot be `"
                + start
                + "`: write `trim-horizon` or a moment such as `2026-11-03T09:00:00Z`");
      }
    }
    for (ConfigOption<?> option : SyncOptions.all()) {
      Object value = options.getOptional(option).orElse(null);
      if (value instanceof Duration && ((Duration) value).isNegative()) {
        faults.add(option.key() + " cannot be negative");
      }
      if (value instanceof Number && ((Number) value).doubleValue() <= 0) {
        faults.add(option.key() + " must be more than 0");
      }
    }
    try {
      PolicySettings.namingRules(find(SyncOptions.NAMES).orElse(""));
    } catch (IllegalArgumentException e) {
      faults.add(SyncOptions.NAMES.key() + ": " + e.getMessage());
    }
    try {
      glueRoles();
    } catch (IllegalArgumentException e) {
      faults.add(SyncOptions.GLUE_ROLES.key() + ": " + e.getMessage());
    }
    archiveFaults(faults);
    selectionFaults(faults, SyncOptions.INCLUDE);
    selectionFaults(faults, SyncOptions.EXCLUDE);
    for (String catalog : listingCatalogs()) {
      if (!CATALOG.matcher(catalog).matches()) {
        faults.add(
            SyncOptions.LISTING_CATALOGS.key()
                + ": `"
                + catalog
                + "` is no catalog's id: write an account number such as 111122223333, or"
                + " 111122223333:catalog/name; separate several by `;`");
      }
    }
    for (String region : listed(SyncOptions.LISTING_REGIONS)) {
      if (!REGION_NAME.matcher(region).matches()) {
        faults.add(
            SyncOptions.LISTING_REGIONS.key()
                + ": `"
                + region
                + "` is no region: write one such as eu-west-1; separate several by `;`");
      }
    }
    if (get(SyncOptions.LISTING_INTERVAL).compareTo(Duration.ofSeconds(1)) < 0) {
      faults.add(SyncOptions.LISTING_INTERVAL.key() + " must be a second or more");
    }
    atLeastASecond(faults, SyncOptions.STATEMENT_TIMEOUT);
    atLeastASecond(faults, SyncOptions.FILES_TIMEOUT);
    endpoints(faults);
  }

  private void archiveFaults(List<String> faults) {
    try {
      archiveLocation();
    } catch (IllegalArgumentException e) {
      faults.add(SyncOptions.ARCHIVE_LOCATION.key() + " " + e.getMessage());
    }
    boolean areMoments = true;
    for (ConfigOption<String> option : List.of(SyncOptions.ARCHIVE_FROM, SyncOptions.ARCHIVE_TO)) {
      try {
        moment(option);
      } catch (DateTimeParseException e) {
        areMoments = false;
        faults.add(
            option.key()
                + " cannot be `"
                + get(option)
                + "`: write a moment such as `2026-11-03T09:00:00Z`");
      }
    }
    Instant from = areMoments ? moment(SyncOptions.ARCHIVE_FROM) : null;
    Instant to = areMoments ? moment(SyncOptions.ARCHIVE_TO) : null;
    if (from != null && to != null && from.isAfter(to)) {
      faults.add(SyncOptions.ARCHIVE_FROM.key() + " is behind " + SyncOptions.ARCHIVE_TO.key());
    }
    for (String account : list(SyncOptions.ARCHIVE_ACCOUNTS)) {
      if (!account.matches("\\d{12}")) {
        faults.add(
            SyncOptions.ARCHIVE_ACCOUNTS.key()
                + ": `"
                + account
                + "` is no account: write twelve digits");
      }
    }
    for (String region : list(SyncOptions.ARCHIVE_REGIONS)) {
      if (!region.matches("[a-z]{2,}(-[a-z0-9]+)+")) {
        faults.add(
            SyncOptions.ARCHIVE_REGIONS.key()
                + ": `"
                + region
                + "` is no region: write for example eu-west-1");
      }
    }
  }

  private void selectionFaults(List<String> faults, ConfigOption<String> rules) {
    try {
      Selection.of(find(rules).orElse(""), "");
    } catch (IllegalArgumentException e) {
      faults.add(rules.key() + ": " + e.getMessage());
    }
  }

  private void atLeastASecond(List<String> faults, ConfigOption<Duration> option) {
    if (get(option).compareTo(Duration.ofSeconds(1)) < 0) {
      faults.add(option.key() + " must be a second or more: Snowflake takes whole seconds");
    }
  }

  private void endpoints(List<String> faults) {
    for (ConfigOption<String> option :
        List.of(
            SyncOptions.KINESIS_ENDPOINT,
            SyncOptions.ARCHIVE_ENDPOINT,
            SyncOptions.GLUE_ENDPOINT,
            SyncOptions.SECRETS_ENDPOINT,
            SyncOptions.QUEUE_ENDPOINT)) {
      String text = get(option);
      if (text == null) {
        if (get(SyncOptions.LOCAL_CREDENTIALS) && isCalled(option)) {
          faults.add(
              SyncOptions.LOCAL_CREDENTIALS.key() + " is on, so " + option.key() + " must be set");
        }
        continue;
      }
      URI uri;
      try {
        uri = URI.create(text);
      } catch (IllegalArgumentException e) {
        faults.add(option.key() + " cannot be `" + text + "`: write a URL");
        continue;
      }
      if (uri.getHost() == null || uri.getScheme() == null) {
        faults.add(option.key() + " cannot be `" + text + "`: write a URL");
      } else if (get(SyncOptions.LOCAL_CREDENTIALS) && !loopback(uri.getHost())) {
        faults.add(
            SyncOptions.LOCAL_CREDENTIALS.key()
                + " is only for this machine, but "
                + option.key()
                + " is "
                + text);
      }
    }
  }

  /** Whether the job has anything to ask there. */
  private boolean isCalled(ConfigOption<String> endpoint) {
    if (endpoint == SyncOptions.KINESIS_ENDPOINT) {
      return get(SyncOptions.STREAM_ARN) != null;
    }
    return endpoint != SyncOptions.ARCHIVE_ENDPOINT
        || find(SyncOptions.ARCHIVE_LOCATION).filter(text -> text.startsWith("s3")).isPresent();
  }

  private static boolean loopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private void required(List<String> faults, ConfigOption<String> option, String what) {
    String value = get(option);
    if (value == null || value.isBlank()) {
      faults.add(option.key() + " is missing: set it to " + what);
    }
  }

  /** The value in force; null for an option that is not set and has no default. */
  public <T> T get(ConfigOption<T> option) {
    return options.get(option);
  }

  public <T> Optional<T> find(ConfigOption<T> option) {
    return options.getOptional(option);
  }

  /** What was set, by full key: for the Flink UI and for tests. */
  public Map<String, String> asSet() {
    return java.util.Collections.unmodifiableMap(asSet);
  }

  private Matcher arn() {
    return STREAM_ARN.matcher(get(SyncOptions.STREAM_ARN));
  }

  /** Which databases and tables are synchronised at all. */
  public Selection selection() {
    return Selection.of(find(SyncOptions.INCLUDE).orElse(""), find(SyncOptions.EXCLUDE).orElse(""));
  }

  /** Name of the live source's stream; empty for a job without one. */
  public Optional<String> streamName() {
    if (get(SyncOptions.STREAM_ARN) == null) {
      return Optional.empty();
    }
    Matcher arn = arn();
    return arn.matches() ? Optional.of(arn.group(3)) : Optional.empty();
  }

  /** Region of the live source's stream. */
  public Optional<String> streamRegion() {
    if (get(SyncOptions.STREAM_ARN) == null) {
      return Optional.empty();
    }
    Matcher arn = arn();
    return arn.matches() ? Optional.of(arn.group(1)) : Optional.empty();
  }

  /** Region of the secret and the queue. */
  public Optional<String> region() {
    return find(SyncOptions.REGION).or(this::streamRegion);
  }

  /**
   * The role under which an account's tables are asked for, as an ARN by account.
   *
   * @throws IllegalArgumentException with a sentence, for anything but one role an account
   */
  public Map<String, String> glueRoles() {
    Map<String, String> roles = new TreeMap<>();
    for (String role : find(SyncOptions.GLUE_ROLES).orElse("").split(";")) {
      if (role.isBlank()) {
        continue;
      }
      Matcher arn = ROLE_ARN.matcher(role.strip());
      if (!arn.matches()) {
        throw new IllegalArgumentException(
            "`"
                + role.strip()
                + "` is no role's ARN: write"
                + " arn:aws:iam::111122223333:role/name");
      }
      if (roles.put(arn.group(1), role.strip()) != null) {
        throw new IllegalArgumentException("account " + arn.group(1) + " has two roles");
      }
    }
    return roles;
  }

  /** The catalogs that are listed; none for the job's own account's. */
  public List<String> listingCatalogs() {
    return listed(SyncOptions.LISTING_CATALOGS);
  }

  /** The regions in which they are listed. */
  public List<String> listingRegions() {
    List<String> regions = listed(SyncOptions.LISTING_REGIONS);
    return regions.isEmpty()
        ? streamRegion().or(this::region).map(List::of).orElse(List.of())
        : regions;
  }

  /** Each once, lower case as in a table's id. */
  private List<String> listed(ConfigOption<String> option) {
    List<String> items = new ArrayList<>();
    for (String item : find(option).orElse("").split(";")) {
      String id = item.strip().toLowerCase(Locale.ROOT);
      if (!id.isEmpty() && !items.contains(id)) {
        items.add(id);
      }
    }
    return items;
  }

  /** Where the live source starts; empty for the trim horizon. */
  public Optional<Instant> startMoment() {
    String start = get(SyncOptions.START);
    return start.equalsIgnoreCase("trim-horizon")
        ? Optional.empty()
        : Optional.of(Instant.parse(start));
  }

  /**
   * Where the archive is; empty for a job that reads none.
   *
   * @throws IllegalArgumentException with a sentence about the setting
   */
  public Optional<ArchiveLocation> archiveLocation() {
    return find(SyncOptions.ARCHIVE_LOCATION).map(ArchiveLocation::parse);
  }

  /** Which part of the archive is read. */
  public ArchiveScope archiveScope() {
    return ArchiveScope.of(
        ArchiveRange.of(moment(SyncOptions.ARCHIVE_FROM), moment(SyncOptions.ARCHIVE_TO)),
        new TreeSet<>(list(SyncOptions.ARCHIVE_ACCOUNTS)),
        new TreeSet<>(list(SyncOptions.ARCHIVE_REGIONS)));
  }

  /** Null where it is not set. */
  private Instant moment(ConfigOption<String> option) {
    return find(option).map(Instant::parse).orElse(null);
  }

  private List<String> list(ConfigOption<String> option) {
    List<String> values = new ArrayList<>();
    for (String value : find(option).orElse("").split(";")) {
      if (!value.isBlank()) {
        values.add(value.strip());
      }
    }
    return values;
  }

  /** An endpoint override, if set. */
  public Optional<URI> endpoint(ConfigOption<String> option) {
    return find(option).map(URI::create);
  }

  /**
   * How long after its newest completed checkpoint an attempt may send DDL.
   *
   * @param checkpointInterval of the cluster
   */
  public Duration lease(Duration checkpointInterval) {
    return find(SyncOptions.LEASE)
        .orElseGet(
            () ->
                List.of(Duration.ofSeconds(60), checkpointInterval.multipliedBy(3)).stream()
                    .max(Comparator.naturalOrder())
                    .orElseThrow());
  }
}
