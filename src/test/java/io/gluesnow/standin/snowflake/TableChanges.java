package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The statements that change external tables: CREATE, ALTER, COMMENT, DROP. */
final class TableChanges {
  private static final String VALUE = "VALUE";
  private static final int LONGEST_MANUAL_PARTITION_NAME = 32;

  private final Catalog catalog;
  private final Privileges privileges;
  private final StageFiles files;
  private final Account account;

  TableChanges(Catalog catalog, Privileges privileges, StageFiles files, Account account) {
    this.catalog = catalog;
    this.privileges = privileges;
    this.files = files;
    this.account = account;
  }

  // ----------------------------------------------------------------------------------------------
  // CREATE

  Result create(Statement.CreateExternalTable create, Run run) {
    Session session = run.session();
    Name name = run.table(create.name);
    privileges.onSchema(session, name.parent(), "CREATE EXTERNAL TABLE");
    // A plain CREATE is checked against what is there, however old a state the session's looks may
    // see.
    Optional<ExternalTable> before = catalog.table(name);
    Optional<Securable> relation = catalog.find(Kind.RELATION, name);
    if (relation.isPresent() && !create.ifNotExists) {
      throw create.orReplace
          ? SqlFailure.existsAs(name.shown(), relation.get().property("TYPE").orElse("TABLE"))
          : SqlFailure.objectExists(name.shown());
    }
    if ((before.isPresent() || relation.isPresent()) && create.ifNotExists) {
      return Result.status(name.last() + " already exists, statement succeeded.");
    }
    ExternalTable table = compiled(create, name, run);
    if (before.isPresent()) {
      if (!create.orReplace) {
        throw SqlFailure.objectExists(name.shown());
      }
      privileges.requireOwnership(session, before.get());
    }
    ExternalTable.Draft draft = table.change();
    draft.grants = grants(create, name, before, session);
    draft.createdOn = catalog.moment(run.now());
    draft.generation = catalog.nextGeneration();
    if (create.refreshOnCreate) {
      draft.addFiles(listed(draft.done(), ""));
      draft.refreshedOn = run.now();
    }
    catalog.putTable(draft.done(), run.now());
    return Result.status("Table " + name.last() + " successfully created.");
  }

  /**
   * COPY GRANTS keeps every privilege but OWNERSHIP; without it, only grants on future objects
   * apply.
   */
  private Grants grants(
      Statement.CreateExternalTable create,
      Name name,
      Optional<ExternalTable> before,
      Session session) {
    if (create.copyGrants && before.isPresent()) {
      return before.get().grants().withOwner(session.role());
    }
    return catalog.withFuture(Kind.TABLE, name, Grants.ownedBy(session.role()));
  }

  private ExternalTable compiled(Statement.CreateExternalTable create, Name name, Run run) {
    Session session = run.session();
    Securable stage =
        privileges.object(
            session, Kind.STAGE, session.resolve(create.location.stage(), 3), "USAGE");
    if (!stage.property("URL").isPresent()) {
      throw SqlFailure.refused(
          "External tables need an external stage: '" + stage.name().shown() + "' has no URL.");
    }
    ExternalTable.Draft draft = ExternalTable.named(name);
    draft.stage = stage.name();
    draft.stageGeneration = stage.generation();
    draft.path = directory(create.location.path());
    draft.userSpecified = create.userSpecified;
    draft.delta = create.delta;
    draft.autoRefresh = create.autoRefresh;
    draft.pattern = checkedPattern(create.pattern);
    draft.format = format(create.format, session);
    draft.comment = create.comment;
    draft.columns = columns(create.columns, create);
    draft.partitionBy = create.partitionBy;
    if (create.policy != null) {
      draft.policy = privileges.policy(session, session.resolve(create.policy, 3));
    }
    create.tags.forEach(
        (tag, value) ->
            draft.tags.put(
                privileges.tag(session, session.resolve(tag, 3)), allowed(session, tag, value)));
    draft.grants = Grants.ownedBy(session.role());
    return draft.done();
  }

  private static String directory(String path) {
    return path.isEmpty() || path.endsWith("/") ? path : path + "/";
  }

  private static String checkedPattern(String pattern) {
    if (pattern != null) {
      try {
        Pattern.compile(pattern);
      } catch (PatternSyntaxException e) {
        throw SqlFailure.invalidValue(pattern, "PATTERN");
      }
    }
    return pattern;
  }

  private FileFormat format(FileFormat stated, Session session) {
    if (!stated.name().isPresent()) {
      return stated;
    }
    Name named = session.resolve(stated.name().get(), 3);
    privileges.object(session, Kind.FILE_FORMAT, named, "USAGE");
    return FileFormat.named(named);
  }

  private String allowed(Session session, Name tag, String value) {
    Securable found =
        catalog.find(Kind.TAG, session.resolve(tag, 3)).orElseThrow(IllegalStateException::new);
    Optional<String> values = found.property("ALLOWED_VALUES");
    if (values.isPresent() && !List.of(values.get().split(",")).contains(value)) {
      throw SqlFailure.invalidValue(value, tag.shown());
    }
    return value;
  }

  private List<Column> columns(
      List<Statement.ColumnDefinition> definitions, Statement.CreateExternalTable create) {
    Set<String> partitions = new HashSet<>(create.partitionBy);
    if (partitions.size() < create.partitionBy.size()) {
      throw SqlFailure.compilation("002025", "42S21", "duplicate column name in PARTITION BY");
    }
    Set<String> seen = new HashSet<>();
    List<Column> columns = new ArrayList<>();
    for (Statement.ColumnDefinition definition : definitions) {
      if (definition.name.equals(VALUE) || !seen.add(definition.name)) {
        throw SqlFailure.compilation(
            "002025", "42S21", "duplicate column name '" + definition.name + "'");
      }
      columns.add(column(definition, partitions.contains(definition.name), create.userSpecified));
    }
    for (String partition : create.partitionBy) {
      if (!seen.contains(partition)) {
        throw SqlFailure.invalidIdentifier(Identifiers.shown(partition));
      }
    }
    if (create.userSpecified && create.partitionBy.isEmpty()) {
      throw SqlFailure.missingProperty("PARTITION BY");
    }
    return columns;
  }

  private Column column(Statement.ColumnDefinition definition, boolean partition, boolean manual) {
    Dialect dialect = account.dialect();
    SqlType found;
    if (partition && manual) {
      if (definition.name.length() > LONGEST_MANUAL_PARTITION_NAME) {
        throw SqlFailure.refused(
            "Partition column name '"
                + definition.name
                + "' exceeds the maximum of 32 characters.");
      }
      found = ExpressionTyper.ofManualPartition(definition.name, definition.expression);
    } else if (partition) {
      found = ExpressionTyper.ofPartition(definition.name, definition.expression);
    } else {
      found = ExpressionTyper.ofColumn(definition.expression);
    }
    boolean agrees =
        definition.type.sameAs(found, dialect)
            || definition.type.is(SqlType.Base.VARCHAR)
                && found.is(SqlType.Base.VARCHAR)
                && !(definition.expression instanceof Expression.Cast);
    if (!agrees) {
      throw SqlFailure.compilation(
          "001482",
          "42601",
          "Declared column type, "
              + definition.type.shown(dialect)
              + ", for column "
              + Identifiers.shown(definition.name)
              + " is incompatible with the type of its expression, "
              + found.shown(dialect)
              + ".");
    }
    return Column.of(definition);
  }

  // ------------------------------------------------------------------------------- ALTER EXTERNAL
  // TABLE

  Result alterExternal(Statement.AlterExternalTable alter, Run run) {
    Name name = run.table(alter.name);
    Optional<ExternalTable> found = owned(name, alter.ifExists, run);
    if (!found.isPresent()) {
      return Result.status("Statement executed successfully.");
    }
    ExternalTable table = found.get();
    switch (alter.action) {
      case REFRESH:
        return refresh(table, alter.path, run);
      case AUTO_REFRESH:
        if (table.userSpecified() || table.delta()) {
          throw SqlFailure.refused("AUTO_REFRESH is not supported for this external table.");
        }
        ExternalTable.Draft draft = table.change();
        draft.autoRefresh = alter.on;
        return saved(draft, run);
      case ADD_PARTITIONS:
        return addPartitions(table, alter.partitions, run);
      case DROP_PARTITION:
        return dropPartition(table, alter.path, run);
      case ADD_FILES:
      case REMOVE_FILES:
        return files(table, alter, run);
      default:
        throw new IllegalStateException(alter.action.toString());
    }
  }

  private Optional<ExternalTable> owned(Name name, boolean ifExists, Run run) {
    try {
      // Whether the table is found may be an old state's answer; what is changed is always the
      // newest.
      privileges.seenTable(run.session(), name, run.asOf());
      return Optional.of(privileges.ownedTable(run.session(), name, Long.MAX_VALUE));
    } catch (SqlFailure failure) {
      if (ifExists && failure.is("002003")) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private Result saved(ExternalTable.Draft draft, Run run) {
    catalog.putTable(draft.done(), run.now());
    return Result.status("Statement executed successfully.");
  }

  /**
   * The files under the table's location:
   * https://docs.snowflake.com/en/sql-reference/sql/alter-external-table.
   */
  private Result refresh(ExternalTable table, String path, Run run) {
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

  private Set<String> listed(ExternalTable table, String below) {
    Set<String> found = new TreeSet<>(files.below(url(table) + below));
    found.removeIf(url -> url.endsWith("/"));
    if (table.pattern().isPresent()) {
      Pattern pattern = Pattern.compile(table.pattern().get());
      found.removeIf(url -> !pattern.matcher(key(url)).matches());
    }
    return found;
  }

  private Result addPartitions(ExternalTable table, List<Statement.Partition> partitions, Run run) {
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

  private Result dropPartition(ExternalTable table, String path, Run run) {
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

  private Result files(ExternalTable table, Statement.AlterExternalTable alter, Run run) {
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

  // ---------------------------------------------------------------------------------------- ALTER
  // TABLE

  Result alter(Statement.AlterTable alter, Run run) {
    Optional<ExternalTable> found = owned(run.table(alter.name), alter.ifExists, run);
    if (!found.isPresent()) {
      return Result.status("Statement executed successfully.");
    }
    ExternalTable table = found.get();
    ExternalTable.Draft draft = table.change();
    switch (alter.action) {
      case ADD_COLUMNS:
        addColumns(alter, table, draft);
        break;
      case DROP_COLUMNS:
        dropColumns(alter, table, draft);
        break;
      case RENAME_COLUMN:
        rename(alter, table, draft);
        break;
      case SET_TAGS:
        setTags(alter, draft, run.session());
        break;
      case UNSET_TAGS:
        alter.tags.keySet().forEach(tag -> draft.tags.remove(run.session().resolve(tag, 3)));
        break;
      case ADD_POLICY:
        Name policy = privileges.policy(run.session(), run.session().resolve(alter.policy, 3));
        if (table.policy().isPresent()) {
          throw SqlFailure.refused(
              "Object '" + table.name().shown() + "' already has a ROW_ACCESS_POLICY.");
        }
        draft.policy = policy;
        break;
      case DROP_POLICY:
        dropPolicy(run.session().resolve(alter.policy, 3), table, draft);
        break;
      case DROP_ALL_POLICIES:
        draft.policy = null;
        break;
      default:
        throw new IllegalStateException(alter.action.toString());
    }
    return saved(draft, run);
  }

  private void addColumns(
      Statement.AlterTable alter, ExternalTable table, ExternalTable.Draft draft) {
    Set<String> here = new HashSet<>();
    here.add(VALUE);
    table.columns().forEach(column -> here.add(column.name()));
    for (Statement.ColumnDefinition definition : alter.added) {
      if (!here.add(definition.name)) {
        if (alter.tolerant) {
          continue;
        }
        throw SqlFailure.compilation(
            "001430", "42601", "column '" + definition.name + "' already exists");
      }
      draft.columns.add(column(definition, false, table.userSpecified()));
    }
  }

  private void dropColumns(
      Statement.AlterTable alter, ExternalTable table, ExternalTable.Draft draft) {
    Set<String> named = new HashSet<>();
    for (String name : alter.names) {
      if (!named.add(name)) {
        throw SqlFailure.compilation("002025", "42S21", "duplicate column name '" + name + "'");
      }
      if (name.equals(VALUE) || name.startsWith("METADATA$")) {
        throw SqlFailure.refused("Cannot drop column '" + name + "' of an external table.");
      }
      if (table.partitionBy().contains(name)) {
        throw SqlFailure.refused(
            "Cannot drop partition column '" + name + "' of an external table.");
      }
      boolean removed = draft.columns.removeIf(column -> column.name().equals(name));
      if (!removed && !alter.tolerant) {
        throw SqlFailure.compilation("000904", "42000", "column '" + name + "' does not exist");
      }
    }
  }

  private void rename(Statement.AlterTable alter, ExternalTable table, ExternalTable.Draft draft) {
    String from = alter.names.get(0);
    String to = alter.names.get(1);
    if (from.equals(VALUE) || table.partitionBy().contains(from)) {
      throw SqlFailure.refused("Cannot rename column '" + from + "' of an external table.");
    }
    if (!table.column(from).isPresent()) {
      throw SqlFailure.compilation("000904", "42000", "column '" + from + "' does not exist");
    }
    if (to.equals(VALUE) || table.column(to).isPresent()) {
      throw SqlFailure.compilation("001430", "42601", "column '" + to + "' already exists");
    }
    draft.columns.replaceAll(column -> column.name().equals(from) ? column.renamed(to) : column);
  }

  private void setTags(Statement.AlterTable alter, ExternalTable.Draft draft, Session session) {
    alter.tags.forEach(
        (tag, value) ->
            draft.tags.put(
                privileges.tag(session, session.resolve(tag, 3)), allowed(session, tag, value)));
  }

  private static void dropPolicy(Name policy, ExternalTable table, ExternalTable.Draft draft) {
    if (!table.policy().equals(Optional.of(policy))) {
      throw SqlFailure.absent(Kind.ROW_ACCESS_POLICY, policy.shown());
    }
    draft.policy = null;
  }

  // ----------------------------------------------------------------------------------------
  // COMMENT, DROP

  Result comment(Statement.Comment comment, Run run) {
    Optional<ExternalTable> found = owned(run.table(comment.name), comment.ifExists, run);
    if (!found.isPresent()) {
      return Result.status("Statement executed successfully.");
    }
    ExternalTable.Draft draft = found.get().change();
    draft.comment = comment.text;
    return saved(draft, run);
  }

  Result drop(Statement.DropTable drop, Run run) {
    Name name = run.table(drop.name);
    Optional<ExternalTable> found = owned(name, drop.ifExists, run);
    if (!found.isPresent()) {
      return Result.status(
          "Drop statement executed successfully (" + name.last() + " already dropped).");
    }
    catalog.dropTable(name, run.now());
    return Result.status(name.last() + " successfully dropped.");
  }
}
