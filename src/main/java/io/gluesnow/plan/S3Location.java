package io.gluesnow.plan;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder in S3, normalised so that different spellings of one place are equal: {@code s3a} and
 * {@code s3n} are {@code s3} (as are Snowflake's {@code s3gov} and {@code s3china}), {@code //} in
 * a path is {@code /} as for Hadoop, and the path ends with a slash.
 */
final class S3Location {
  private static final Pattern ADDRESS =
      Pattern.compile("(?i)s3(?:a|n|gov|china)?://([^/?#]+)(/.*)?", Pattern.DOTALL);

  private final String bucket;
  private final String path;

  private S3Location(String bucket, String path) {
    this.bucket = bucket;
    this.path = path;
  }

  /** Empty where the text is no S3 address. */
  static Optional<S3Location> parse(String text) {
    Matcher m = ADDRESS.matcher(text.strip());
    if (!m.matches()) {
      return Optional.empty();
    }
    String path = m.group(2) == null ? "" : m.group(2);
    path = (path + "/").replaceAll("/{2,}", "/").substring(1);
    return Optional.of(new S3Location(m.group(1).toLowerCase(Locale.ROOT), path));
  }

  /** Empty for the bucket itself, else like {@code a/b/}. */
  String path() {
    return path;
  }

  /** How many folders the path names. */
  int depth() {
    return (int) path.chars().filter(c -> c == '/').count();
  }

  /**
   * Whether the other place is this folder or lies in it; {@code s3://b/ab/} is not in {@code a/}.
   */
  boolean covers(S3Location other) {
    return bucket.equals(other.bucket) && other.path.startsWith(path);
  }

  /** What is left of a covered place's path below this one. */
  String below(S3Location other) {
    return other.path.substring(path.length());
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof S3Location
        && bucket.equals(((S3Location) o).bucket)
        && path.equals(((S3Location) o).path);
  }

  @Override
  public int hashCode() {
    return Objects.hash(bucket, path);
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + path;
  }
}
