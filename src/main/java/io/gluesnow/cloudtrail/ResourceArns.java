package io.gluesnow.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a record's {@code resources[].ARN} name: the last place where a database and its tables can
 * be found when CloudTrail has omitted the request.
 *
 * <p>The resource part of a Glue ARN is {@code catalog[/path]}, {@code database/[path/]db} or
 * {@code table/[path/]db/table}, where the path belongs to a nested catalog, and names may hold
 * slashes themselves. So a name is cut off behind the name above it, as the record's other ARNs
 * give it, and where they do not tell, nothing is guessed: a wrong name would lose the change
 * without a word.
 */
final class ResourceArns {
  private final Set<String> catalogPaths = new LinkedHashSet<>();
  private final Set<String> databasePaths = new LinkedHashSet<>();
  private final Set<String> tablePaths = new LinkedHashSet<>();
  private String account;
  private String region;

  private ResourceArns() {}

  static ResourceArns of(JsonNode resources) {
    ResourceArns arns = new ResourceArns();
    for (JsonNode resource : resources) {
      Optional<String> arn = Fields.text(resource, "ARN").or(() -> Fields.text(resource, "arn"));
      arn.ifPresent(arns::add);
    }
    return arns;
  }

  private void add(String arn) {
    String[] parts = arn.split(":", 6);
    if (parts.length < 6 || !parts[2].equals("glue")) {
      return;
    }
    int cut = parts[5].indexOf('/');
    String type = cut < 0 ? parts[5] : parts[5].substring(0, cut);
    String path = cut < 0 ? "" : parts[5].substring(cut + 1);
    if (type.equals("catalog")) {
      catalogPaths.add(path);
    } else if (type.equals("database") && !path.isEmpty()) {
      databasePaths.add(path);
    } else if (type.equals("table") && !path.isEmpty()) {
      tablePaths.add(path);
    } else {
      return;
    }
    region = region == null && !parts[3].isEmpty() ? parts[3] : region;
    account = account == null && !parts[4].isEmpty() ? parts[4] : account;
  }

  Optional<String> region() {
    return Optional.ofNullable(region);
  }

  /** The account that owns what is named. */
  Optional<String> account() {
    return Optional.ofNullable(account);
  }

  /**
   * The account, and the path of a nested catalog behind it, as Glue's {@code catalogId} has it.
   */
  Optional<String> catalog() {
    return Optional.ofNullable(account)
        .map(a -> catalogPath().isEmpty() ? a : a + ":" + catalogPath());
  }

  private String catalogPath() {
    // The root catalog may be listed beside the nested one.
    return catalogPaths.stream().max((a, b) -> a.length() - b.length()).orElse("");
  }

  /** The databases that are named, without the path of their catalog. */
  List<String> databases() throws Illegible {
    List<String> names = new ArrayList<>();
    for (String path : databasePaths) {
      names.add(below(catalogPath(), path).orElseGet(() -> path));
      if (path.indexOf('/') >= 0 && catalogPaths.isEmpty()) {
        throw ambiguous("database/" + path);
      }
    }
    return names;
  }

  /** The tables that are named below a database whose name is known. */
  List<String> tablesOf(String database) {
    List<String> names = new ArrayList<>();
    for (String path : tablePaths) {
      String below = below(catalogPath(), path).orElse(path);
      below(database, below).ifPresent(names::add);
    }
    return names;
  }

  /** The tables that are named, by database. */
  Map<String, Collection<String>> tables() throws Illegible {
    Map<String, Collection<String>> tables = new LinkedHashMap<>();
    for (String path : tablePaths) {
      String below = below(catalogPath(), path).orElse(path);
      String database = databaseOf(below, "table/" + path);
      tables
          .computeIfAbsent(database, d -> new LinkedHashSet<>())
          .add(below.substring(database.length() + 1));
    }
    return tables;
  }

  private String databaseOf(String below, String arn) throws Illegible {
    String found = null;
    for (String database : databases()) {
      if (below(database, below).isPresent()
          && (found == null || database.length() > found.length())) {
        found = database;
      }
    }
    if (found != null) {
      return found;
    }
    int cut = below.indexOf('/');
    if (cut <= 0 || cut != below.lastIndexOf('/') || cut == below.length() - 1) {
      throw ambiguous(arn);
    }
    return below.substring(0, cut);
  }

  /** What stands behind {@code above/} in a path, if it does, whatever the case of the letters. */
  private static Optional<String> below(String above, String path) {
    String prefix = above + "/";
    return !above.isEmpty()
            && path.length() > prefix.length()
            && path.regionMatches(true, 0, prefix, 0, prefix.length())
        ? Optional.of(path.substring(prefix.length()))
        : Optional.empty();
  }

  private static Illegible ambiguous(String arn) {
    return new Illegible(
        "the request was omitted, and its ARN does not tell which part of "
            + Fields.cut(arn, 300)
            + " is the database");
  }
}
