package io.gluesnow.cloudtrail.archive;

import java.io.Serializable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a trail's archive is: a bucket with a prefix, or a folder that every machine of the job
 * sees. {@code AWSLogs/} lies right below it; a location that ends with {@code AWSLogs} means the
 * same.
 */
public final class ArchiveLocation implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String TRAIL = "AWSLogs/";
  private static final Pattern S3 =
      Pattern.compile("s3a?://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private final String bucket;
  private final String folder;
  private final String prefix;

  private ArchiveLocation(String bucket, String folder, String prefix) {
    this.bucket = bucket;
    this.folder = folder;
    this.prefix = prefix;
  }

  /**
   * From {@code s3://bucket[/prefix]}, a path, or a {@code file:} address.
   *
   * @throws IllegalArgumentException with a sentence for people
   */
  public static ArchiveLocation parse(String text) {
    String plain = text.strip();
    Matcher s3 = S3.matcher(plain);
    if (s3.matches()) {
      return new ArchiveLocation(s3.group(1), null, above(s3.group(2) == null ? "" : s3.group(2)));
    }
    if (plain.startsWith("file:")) {
      plain = plain.substring("file:".length()).replaceFirst("^//+", "/");
    }
    if (plain.isEmpty() || SCHEME.matcher(plain).matches()) {
      throw new IllegalArgumentException(
          "cannot be `" + text + "`: write s3://bucket, s3://bucket/prefix or a folder");
    }
    try {
      Path path = Path.of(plain).toAbsolutePath().normalize();
      boolean isTrail = path.endsWith("AWSLogs") && path.getParent() != null;
      return new ArchiveLocation(null, (isTrail ? path.getParent() : path).toString(), "");
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("cannot be `" + text + "`: that is no path", e);
    }
  }

  /** With one slash at its end, and without the trail's own folder. */
  private static String above(String prefix) {
    String folder = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    return folder.equals(TRAIL) || folder.endsWith("/" + TRAIL)
        ? folder.substring(0, folder.length() - TRAIL.length())
        : folder;
  }

  /** The bucket; empty for a folder. */
  public Optional<String> bucket() {
    return Optional.ofNullable(bucket);
  }

  /** The folder; empty for a bucket. */
  public Optional<Path> folder() {
    return Optional.ofNullable(folder).map(Path::of);
  }

  /** The prefix below which the trail's accounts or organisations are, {@code …AWSLogs/}. */
  String trail() {
    return prefix + TRAIL;
  }

  @Override
  public String toString() {
    return bucket == null ? folder : "s3://" + bucket + "/" + prefix;
  }
}
