package io.gluesnow.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which of a table's files an event is about, as far as the event tells. Its text form is one of
 *
 * <ul>
 *   <li>{@code s3://bucket/orders/region=eu/}: the partition's location as the request has it, not
 *       normalised (any scheme; it need not be below the table's location);
 *   <li>{@code values=eu/2026-10}: the partition's values in the order of the table's partition
 *       keys, where no location was given. {@code %} and {@code /} inside of a value are
 *       percent-encoded, so that nothing of a value is lost;
 *   <li>{@code joined=eu,2026-10}: values that the event itself has joined by commas,
 *       percent-encoded in the same way. Which comma parts two values can only be told with the
 *       table's keys: see {@link #values(int)};
 *   <li>{@code *}: any of them.
 * </ul>
 *
 * <p>{@link #parse} is the exact inverse of {@link #toString}.
 */
public final class PartitionPath {
  /** Any of the table's files. */
  public static final PartitionPath EVERYTHING = new PartitionPath("*", null, List.of(), false);

  /** An event, or a doubt, that is about more partitions than this is about everything. */
  public static final int MANY = 100;

  /**
   * Glue's locations have at most 2,056 characters and its values 1,024; a text that is longer than
   * this comes from no real call and is not carried through state. Nor is one with half a surrogate
   * pair, which no stored form could keep.
   */
  private static final int LONGEST = 8_192;

  private static final String VALUES = "values=";
  private static final String JOINED = "joined=";

  // No scheme holds an equals sign, so that a location is none of the other forms.
  private static final Pattern ABSOLUTE =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*", Pattern.DOTALL);

  private final String text;
  private final String location;
  private final List<String> values;
  private final boolean joined;

  private PartitionPath(String text, String location, List<String> values, boolean joined) {
    this.text = text;
    this.location = location;
    this.values = List.copyOf(values);
    this.joined = joined;
  }

  /** Whether this is a location that {@link #at} takes: one that begins with a scheme. */
  public static boolean isLocation(String text) {
    return ABSOLUTE.matcher(text).matches();
  }

  /**
   * The files below a location.
   *
   * @throws IllegalArgumentException where it is not absolute ({@link #isLocation})
   */
  public static PartitionPath at(String location) {
    if (!isLocation(location)) {
      throw new IllegalArgumentException("not an absolute location: " + location);
    }
    return bounded(new PartitionPath(location, location, List.of(), false));
  }

  /** The files of the partition with these values, in the order of the keys; at least one. */
  public static PartitionPath of(List<String> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a partition has at least one value");
    }
    List<String> encoded = new ArrayList<>();
    values.forEach(value -> encoded.add(DatabaseId.encoded(value)));
    return bounded(new PartitionPath(VALUES + String.join("/", encoded), null, values, false));
  }

  /** The files of a partition whose values somebody else has joined by commas. */
  public static PartitionPath joined(String values) {
    return bounded(
        new PartitionPath(JOINED + DatabaseId.encoded(values), null, List.of(values), true));
  }

  private static PartitionPath bounded(PartitionPath path) {
    boolean broken = path.text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    return broken || path.text.length() > LONGEST ? EVERYTHING : path;
  }

  /** Reads the text form; throws {@link IllegalArgumentException} where it is none. */
  public static PartitionPath parse(String text) {
    if (text.equals(EVERYTHING.text)) {
      return EVERYTHING;
    }
    if (text.startsWith(VALUES)) {
      List<String> values = new ArrayList<>();
      for (String value : text.substring(VALUES.length()).split("/", -1)) {
        values.add(DatabaseId.decoded(value));
      }
      return of(values);
    }
    return text.startsWith(JOINED)
        ? joined(DatabaseId.decoded(text.substring(JOINED.length())))
        : at(text);
  }

  /**
   * The text forms, or only that of {@link #EVERYTHING} where it is among them or they are more
   * than {@link #MANY}.
   */
  public static SortedSet<String> bounded(Collection<String> texts) {
    TreeSet<String> all = new TreeSet<>(texts);
    return Collections.unmodifiableSortedSet(
        all.size() > MANY || all.contains(EVERYTHING.text)
            ? new TreeSet<>(List.of(EVERYTHING.text))
            : all);
  }

  public boolean isEverything() {
    return equals(EVERYTHING);
  }

  /** Present where the event had a location. */
  public Optional<String> location() {
    return Optional.ofNullable(location);
  }

  /**
   * The partition's values, where it is told by values and they are those of so many keys.
   *
   * @param keys how many partition keys the table has
   */
  public Optional<List<String>> values(int keys) {
    List<String> parts = joined && keys > 1 ? List.of(values.get(0).split(",", -1)) : values;
    return keys > 0 && parts.size() == keys ? Optional.of(parts) : Optional.empty();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof PartitionPath && text.equals(((PartitionPath) o).text);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
