package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The files that a table has registered: REFRESH, ADD and REMOVE FILES, and manual partitions. */
final class TableFiles {
  private final Catalog catalog;
  private final StageFiles files;

  TableFiles(Catalog catalog, StageFiles files) {
    this.catalog = catalog;
    this.files = files;
  }

  static String directory(String path) {
    return path.isEmpty() || path.endsWith("/") ? path : path + "/";
  }

  /**
   * The files under the table's location:
   * https://docs.snowflake.com/en/sql-reference/sql/alter-external-table.
   */
  Result refresh(ExternalTable table, String path, Run run) {
    if (table.userSpecified()) {
      throw SqlFailure.refused(
          "REFRESH is not supported for external tables with PARTITION_TYPE = USER_SPECIFIED.");
    }
    if (table.delta() && path != null) {
      throw SqlFailure.refused(
          "A relative path is not supported in REFRESH of a Delta external table.");
    }
    String below = path == null ? "" : path;
    Set<String> there = listed(table, below);
    Set<String> registered = new TreeSet<>(table.files());
    registered.removeIf(url -> !url.startsWith(url(table) + below));
    Set<String> added = new TreeSet<>(there);
    added.removeAll(registered);
    Set<String> gone = new TreeSet<>(registered);
    gone.removeAll(there);
    ExternalTable.Draft draft = table.change();
    draft.addFiles(added);
    draft.dropFiles(gone);
    draft.refreshedOn = run.now();
    catalog.putTable(draft.done(), run.now());
    return report(added, gone);
  }

  private static Result report(Set<String> added, Set<String> gone) {
    List<List<String>> rows = new ArrayList<>();
    added.forEach(
        url -> rows.add(Result.row(key(url), "REGISTERED_NEW", "File registered successfully.")));
    gone.forEach(
        url -> rows.add(Result.row(key(url), "UNREGISTERED", "File unregistered successfully.")));
    return Result.of(
        List.of(
            ResultColumn.text("file"),
            ResultColumn.text("status"),
            ResultColumn.text("description")),
        rows);
  }

  private static String key(String url) {
    int bucket = url.indexOf("//") + 2;
    return url.substring(url.indexOf('/', bucket) + 1);
  }

  private String url(ExternalTable table) {
    Securable stage =
        catalog
            .find(Kind.STAGE, table.stage())
            .filter(found -> found.generation() == table.stageGeneration())
            .orElseThrow(() -> SqlFailure.absent(Kind.STAGE, table.stage().shown()));
    return directory(stage.property("URL").orElse("")) + table.path();
  }

  Set<String> listed(ExternalTable table, String below) {
    Set<String> found = new TreeSet<>(files.below(url(table) + below));
    found.removeIf(url -> url.endsWith("/"));
    if (table.pattern().isPresent()) {
      Pattern pattern = Pattern.compile(table.pattern().get());
      found.removeIf(url -> !pattern.matcher(key(url)).matches());
    }
    return found;
  }

  Result addPartitions(ExternalTable table, List<Statement.Partition> partitions, Run run) {
    requireManual(table, "ADD PARTITION");
    ExternalTable.Draft draft = table.change();
    for (Statement.Partition partition : partitions) {
      if (!partition.values.keySet().equals(new HashSet<>(table.partitionBy()))) {
        throw SqlFailure.refused(
            "ADD PARTITION must name exactly the partition columns " + table.partitionBy() + ".");
      }
      if (partition.location.isEmpty()
          || partition.location.startsWith("/")
          || partition.location.contains("..")) {
        throw SqlFailure.invalidValue(partition.location, "LOCATION");
      }
      String location = directory(partition.location);
      Map<String, String> other = draft.partitions.get(location);
      if (other != null && !other.equals(partition.values)) {
        throw SqlFailure.refused("Location '" + location + "' belongs to another partition.");
      }
      draft.partitions.put(location, new TreeMap<>(partition.values));
      draft.addFiles(listed(table, location));
    }
    return saved(draft, run);
  }

  Result dropPartition(ExternalTable table, String path, Run run) {
    requireManual(table, "DROP PARTITION");
    ExternalTable.Draft draft = table.change();
    String location = directory(path);
    if (draft.partitions.remove(location) == null) {
      throw SqlFailure.refused("Partition location '" + location + "' does not exist.");
    }
    Set<String> gone = new TreeSet<>(table.files());
    gone.removeIf(url -> !url.startsWith(url(table) + location));
    draft.dropFiles(gone);
    return saved(draft, run);
  }

  private static void requireManual(ExternalTable table, String action) {
    if (!table.userSpecified()) {
      throw SqlFailure.refused(
          action
              + " needs an external table with PARTITION_TYPE = USER_SPECIFIED: the partitions of '"
              + table.name().last()
              + "' are computed.");
    }
  }

  Result files(ExternalTable table, Statement.AlterExternalTable alter, Run run) {
    if (table.userSpecified()) {
      throw SqlFailure.refused(
          "ADD FILES and REMOVE FILES need an external table with computed partitions.");
    }
    Set<String> urls = new TreeSet<>();
    alter.files.forEach(file -> urls.add(url(table) + file));
    ExternalTable.Draft draft = table.change();
    boolean add = alter.action == Statement.AlterExternalTable.Action.ADD_FILES;
    Set<String> known = new TreeSet<>(add ? listed(table, "") : table.files());
    for (String url : urls) {
      if (!known.contains(url)) {
        throw SqlFailure.of("091003", "55000", "File '" + key(url) + "' was not found.");
      }
    }
    if (add) {
      draft.addFiles(urls);
    } else {
      draft.dropFiles(urls);
    }
    catalog.putTable(draft.done(), run.now());
    return add ? report(urls, Set.of()) : report(Set.of(), urls);
  }

  private Result saved(ExternalTable.Draft draft, Run run) {
    catalog.putTable(draft.done(), run.now());
    return Result.status("Statement executed successfully.");
  }
}
