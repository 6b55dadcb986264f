package io.gluesnow.plan;

import io.gluesnow.catalog.Column;
import io.gluesnow.catalog.TableDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the values of a table's partition columns stand in the paths of its files: which folder,
 * counted from 1 in the object's key, and in which form.
 *
 * <p>Hive, Spark, Athena and crawlers all write one folder for each partition key, in the keys'
 * order, right below the table's location. So the k-th key is the k-th folder below it, written
 * {@code key=value} or plainly. A partition projection with a template says itself where each value
 * is, and may spread one value over several folders.
 */
final class PartitionPaths {
  /** How a value stands in its folder. */
  enum Form {
    /** {@code key=value}, escaped as Hive does it. */
    HIVE,
    /** The folder's name, whatever it holds. */
    PLAIN,
    /** {@code key=value} if it begins so, else the folder's name unless it holds another key. */
    EITHER,
    /** {@code label=value} as a template spells it, not escaped. */
    LABELLED
  }

  private static final Pattern VARIABLE = Pattern.compile("([^$=]*=)?\\$\\{([^}]+)\\}");

  private final S3Location root;
  private final List<Place> places;

  private PartitionPaths(S3Location root, List<Place> places) {
    this.root = root;
    this.places = List.copyOf(places);
  }

  static PartitionPaths of(TableDefinition table, S3Location location, Policy.Layout layout) {
    Map<String, String> parameters = table.parameters();
    boolean projected = "true".equalsIgnoreCase(parameters.getOrDefault("projection.enabled", ""));
    String template = parameters.getOrDefault("storage.location.template", "").strip();
    if (projected && !template.isEmpty() && !table.partitionKeys().isEmpty()) {
      return byTemplate(table, template);
    }
    // A projection without a template means folders as Hive names them.
    Form form =
        projected || layout == Policy.Layout.HIVE
            ? Form.HIVE
            : layout == Policy.Layout.PLAIN ? Form.PLAIN : Form.EITHER;
    List<Place> places = new ArrayList<>();
    int folder = location.depth();
    int last = folder + table.partitionKeys().size();
    for (Column key : table.partitionKeys()) {
      folder++;
      places.add(new Place(key, form, hivePrefix(key), folder, 1, last, null));
    }
    return new PartitionPaths(location, places);
  }

  private static PartitionPaths byTemplate(TableDefinition table, String template) {
    int first = template.indexOf("${");
    int cut = first < 0 ? -1 : template.lastIndexOf('/', first);
    S3Location root =
        Optional.of(cut)
            .filter(at -> at >= 0)
            .flatMap(at -> S3Location.parse(template.substring(0, at + 1)))
            .orElseThrow(
                () -> refused("storage.location.template is no S3 address with ${…} folders"));
    String rest = template.substring(cut + 1);
    String[] folders =
        (rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest).split("/");
    Map<String, Place> byKey = new HashMap<>();
    int folder = root.depth();
    List<Place> found = new ArrayList<>();
    for (String text : folders) {
      Matcher m = VARIABLE.matcher(text);
      if (!m.matches()) {
        throw refused(
            "storage.location.template has the folder "
                + text
                + ", where only ${column} or name=${column} can be told from a file's name");
      }
      Column key = key(table, m.group(2));
      String format = format(table, key);
      int width = 1 + (int) format.chars().filter(c -> c == '/').count();
      boolean labelled = m.group(1) != null;
      if (labelled && width > 1) {
        throw refused("storage.location.template spreads a named value over folders: " + text);
      }
      Place place =
          new Place(
              key,
              labelled ? Form.LABELLED : Form.PLAIN,
              labelled ? m.group(1) : "",
              folder + 1,
              width,
              0,
              format);
      folder += width;
      if (byKey.put(key.name(), place) != null) {
        throw refused("storage.location.template names " + key.name() + " twice");
      }
      found.add(place);
    }
    List<Place> places = new ArrayList<>();
    for (Column key : table.partitionKeys()) {
      Place place = byKey.get(key.name());
      if (place == null) {
        throw refused("storage.location.template does not name the partition key " + key.name());
      }
      places.add(place.until(folder));
    }
    return new PartitionPaths(root, places);
  }

  private static Column key(TableDefinition table, String name) {
    return table.partitionKeys().stream()
        .filter(key -> key.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                refused(
                    "storage.location.template names ${" + name + "}, which is no partition key"));
  }

  /** Of a projected date; empty for any other projection. */
  private static String format(TableDefinition table, Column key) {
    String prefix = "projection." + key.name() + ".";
    boolean date =
        "date".equalsIgnoreCase(table.parameters().getOrDefault(prefix + "type", "").strip());
    return date ? table.parameters().getOrDefault(prefix + "format", "").strip() : "";
  }

  // Hive escapes the key's name as it does the value; Spark may write it with capitals.
  private static String hivePrefix(Column key) {
    StringBuilder out = new StringBuilder();
    for (char c : key.name().toLowerCase(Locale.ROOT).toCharArray()) {
      if (c < ' ' || c == 127 || "\"#%'*/:=?\\{[]^".indexOf(c) >= 0) {
        out.append(String.format("%%%02x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('=').toString();
  }

  /** The folder below which all of it lies: the table's location, or the template's fixed part. */
  S3Location root() {
    return root;
  }

  /** In the order of the partition keys. */
  List<Place> places() {
    return places;
  }

  private static Refused refused(String sentence) {
    return new Refused(Refusal.Reason.PARTITIONS, sentence);
  }

  /** Where one key's value stands. */
  static final class Place {
    private final Column key;
    private final Form form;
    private final String prefix;
    private final int folder;
    private final int width;
    private final int last;
    private final String format;

    private Place(
        Column key, Form form, String prefix, int folder, int width, int last, String format) {
      this.key = key;
      this.form = form;
      this.prefix = prefix;
      this.folder = folder;
      this.width = width;
      this.last = last;
      this.format = format;
    }

    private Place until(int lastFolder) {
      return new Place(key, form, prefix, folder, width, lastFolder, format);
    }

    Column key() {
      return key;
    }

    Form form() {
      return form;
    }

    /** What stands before the value in its folder, in lower case for Hive's form. */
    String prefix() {
      return prefix;
    }

    /** The first folder of the value, counted from 1 in the object's key. */
    int folder() {
      return folder;
    }

    /** How many folders the value spreads over. */
    int width() {
      return width;
    }

    /** The last folder that belongs to any partition key; a file's name comes after it. */
    int last() {
      return last;
    }

    /** A projected date's format in Java's letters; empty for Hive's own form. */
    String format() {
      return format == null ? "" : format;
    }
  }
}
