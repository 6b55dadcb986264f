package io.gluesnow.plan;

import io.gluesnow.catalog.Column;
import io.gluesnow.catalog.PartitionPath;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The one mapping: what a Glue table should be in Snowflake, or why it is not made there. */
public final class TargetMapper {
  /** A stage path takes no literal, so nothing else may be in one. */
  private static final Pattern SAFE_PATH = Pattern.compile("[A-Za-z0-9_.=/-]*");

  private static final Pattern DOUBLE_SLASH = Pattern.compile("[^:]//");

  private final Policy policy;

  private TargetMapper(Policy policy) {
    this.policy = Objects.requireNonNull(policy, "policy");
  }

  public static TargetMapper of(Policy policy) {
    return new TargetMapper(policy);
  }

  /** Empty where no rule gives the table a name, or one that Snowflake cannot take. */
  public Optional<ObjectName> nameOf(TableId table) {
    return policy.nameOf(table).filter(name -> nameFault(name) == null);
  }

  /** Never throws: what cannot be is a target of none with its reason. */
  public Target map(TableDefinition table) {
    try {
      return external(table);
    } catch (Refused refused) {
      return Target.none(namingTheTarget(refused.refusal(), table));
    }
  }

  /** What is wrong may have to be mended there. */
  private static Refusal namingTheTarget(Refusal refusal, TableDefinition table) {
    return table
        .linkTo()
        .map(
            target ->
                Refusal.of(
                    refusal.reason(),
                    refusal.sentence() + " (read through a resource link to " + target + ")"))
        .orElse(refusal);
  }

  /**
   * Only a location tells where a partition's files are: its values do not, since a writer may have
   * spelled the keys with capitals or escaped a value in a way of its own.
   */
  public RefreshPath refreshPath(TableDefinition table, PartitionPath partition) {
    Optional<String> location = partition.location();
    if (location.isEmpty()) {
      return RefreshPath.ALL;
    }
    try {
      S3Location root = PartitionPaths.of(table, location(table), policy.layout()).root();
      Optional<S3Location> place = S3Location.parse(location.get());
      if (place.isEmpty() || !root.covers(place.get())) {
        return place.filter(above -> above.covers(root)).isPresent()
            ? RefreshPath.ALL
            : RefreshPath.outside(location.get());
      }
      // Two slashes are one here and two in an object's key.
      return DOUBLE_SLASH.matcher(location.get()).find()
          ? RefreshPath.ALL
          : RefreshPath.below(root.below(place.get()));
    } catch (Refused refused) {
      return RefreshPath.ALL;
    }
  }

  private Target external(TableDefinition table) {
    requireSelected(table.id());
    ObjectName name = requireName(table.id());
    List<String> warnings = warnings(table);
    TableForms.requirePlainFiles(table);
    S3Location location = location(table);
    PartitionPaths paths = PartitionPaths.of(table, location, policy.layout());
    Rows rows = Rows.of(table, policy);
    List<TargetColumn> columns = new ArrayList<>();
    List<String> partitionBy = new ArrayList<>();
    addColumns(table, rows, paths, columns, partitionBy);
    return Target.ExternalTable.of(
            name,
            columns,
            partitionBy,
            staged(paths.root()),
            rows.format(),
            policy.autoRefresh(),
            policy.comments() ? table.description().strip() : "")
        .withWarnings(warnings);
  }

  /** What Lake Formation keeps from a reader in AWS it cannot keep from one in Snowflake. */
  private List<String> warnings(TableDefinition table) {
    if (!table.governed() || policy.lakeFormation() == Policy.LakeFormation.ALLOW) {
      return List.of();
    }
    String what =
        "Lake Formation governs it, and Snowflake reads its files with credentials of its own, so that Lake"
            + " Formation's row and column filters do not hold there";
    if (policy.lakeFormation() == Policy.LakeFormation.REFUSE) {
      throw new Refused(Refusal.Reason.GOVERNED, what);
    }
    return List.of(table.linkTo().map(to -> what + " (it is a link to " + to + ")").orElse(what));
  }

  private void requireSelected(TableId table) {
    Optional<String> whyNot = policy.selection().whyNot(table);
    if (whyNot.isPresent()) {
      throw new Refused(Refusal.Reason.NOT_SELECTED, whyNot.get());
    }
  }

  private ObjectName requireName(TableId table) {
    ObjectName name =
        policy
            .nameOf(table)
            .orElseThrow(
                () ->
                    new Refused(
                        Refusal.Reason.NAME,
                        "the database "
                            + table.database()
                            + " is neither named <database>__<schema> nor covered by a naming"
                            + " rule"));
    String fault = nameFault(name);
    if (fault != null) {
      throw new Refused(Refusal.Reason.NAME, fault);
    }
    return name;
  }

  private static String nameFault(ObjectName name) {
    for (String part : List.of(name.database(), name.schema(), name.name())) {
      String fault = Identifiers.fault(part);
      if (fault != null) {
        return "its name in Snowflake, " + CsvText.shown(part) + ", " + fault;
      }
    }
    return null;
  }

  private static S3Location location(TableDefinition table) {
    if (table.location().isBlank()) {
      throw new Refused(
          Refusal.Reason.NO_FILES, "it has no location, so there are no files for a table");
    }
    return S3Location.parse(table.location())
        .orElseThrow(
            () ->
                new Refused(
                    Refusal.Reason.NO_STAGE,
                    "its location " + table.location() + " is no address in S3"));
  }

  private StageLocation staged(S3Location root) {
    Stage stage =
        policy
            .stageFor(root)
            .orElseThrow(
                () ->
                    new Refused(
                        Refusal.Reason.NO_STAGE,
                        "no stage covers "
                            + root
                            + ": create one whose URL is that folder or one above it, and name it"
                            + " in the secret's stages"));
    String path = stage.url().below(root);
    // Two hyphens would begin a comment; a dot alone is not a folder to everyone.
    boolean safe =
        SAFE_PATH.matcher(path).matches()
            && !path.contains("--")
            && !("/" + path).contains("/./")
            && !("/" + path).contains("/../");
    if (!safe) {
      throw new Refused(
          Refusal.Reason.PATH,
          "the path "
              + path
              + " below stage "
              + stage.name()
              + " has characters that a stage path cannot carry safely (allowed are letters,"
              + " digits, _ - . = and /, but no two hyphens together): create a stage whose URL is "
              + root);
    }
    stage.requireUsable();
    return StageLocation.of(stage.name(), path);
  }

  /** Data columns first, then partition columns, as Glue shows them. */
  private void addColumns(
      TableDefinition table,
      Rows rows,
      PartitionPaths paths,
      List<TargetColumn> columns,
      List<String> partitionBy) {
    Set<String> keys = new HashSet<>();
    table.partitionKeys().forEach(key -> keys.add(key.name().toLowerCase(Locale.ROOT)));
    if (table.columns().isEmpty()) {
      throw new Refused(
          Refusal.Reason.COLUMNS,
          table.format().serdeParameters().keySet().stream().anyMatch(k -> k.startsWith("avro."))
                  || table.parameters().keySet().stream().anyMatch(k -> k.startsWith("avro."))
              ? "it has no columns in Glue, only an Avro schema"
              : "it has no columns");
    }
    ColumnNames names = ColumnNames.of(table, policy.letterCase());
    int position = 0;
    for (Column column : table.columns()) {
      position++;
      // Hive lets the partition's value win; the file's field still takes a place in CSV.
      if (!keys.contains(column.name().toLowerCase(Locale.ROOT))) {
        columns.add(rows.read(names.of(column), column, position));
      }
    }
    for (PartitionPaths.Place place : paths.places()) {
      String name = names.of(place.key());
      columns.add(PartitionColumns.of(name, place, policy));
      partitionBy.add(name);
    }
  }
}
