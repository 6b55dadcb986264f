package io.gluesnow.standin.snowflake;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** ALTER EXTERNAL TABLE, ALTER TABLE, COMMENT ON TABLE and DROP EXTERNAL TABLE. */
final class TableAlteration {
  private final Catalog catalog;
  private final Privileges privileges;
  private final TableFiles files;
  private final ColumnRules columnRules;
  private final TagRules tagRules;

  TableAlteration(
      Catalog catalog,
      Privileges privileges,
      TableFiles files,
      ColumnRules columnRules,
      TagRules tagRules) {
    this.catalog = catalog;
    this.privileges = privileges;
    this.files = files;
    this.columnRules = columnRules;
    this.tagRules = tagRules;
  }

  Result alterExternal(Statement.AlterExternalTable alter, Run run) {
    Name name = run.table(alter.name);
    Optional<ExternalTable> found = owned(name, alter.ifExists, run);
    if (!found.isPresent()) {
      return Result.status("Statement executed successfully.");
    }
    ExternalTable table = found.get();
    switch (alter.action) {
      case REFRESH:
        return files.refresh(table, alter.path, run);
      case AUTO_REFRESH:
        if (table.userSpecified() || table.delta()) {
          throw SqlFailure.refused("AUTO_REFRESH is not supported for this external table.");
        }
        ExternalTable.Draft draft = table.change();
        draft.autoRefresh = alter.on;
        return saved(draft, run);
      case ADD_PARTITIONS:
        return files.addPartitions(table, alter.partitions, run);
      case DROP_PARTITION:
        return files.dropPartition(table, alter.path, run);
      case ADD_FILES:
      case REMOVE_FILES:
        return files.files(table, alter, run);
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
        tagRules.set(alter.tags, draft, run.session());
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
    here.add(ColumnRules.VALUE);
    table.columns().forEach(column -> here.add(column.name()));
    for (Statement.ColumnDefinition definition : alter.added) {
      if (!here.add(definition.name)) {
        if (alter.tolerant) {
          continue;
        }
        throw SqlFailure.compilation(
            "001430", "42601", "column '" + definition.name + "' already exists");
      }
      draft.columns.add(columnRules.column(definition, false, table.userSpecified()));
    }
  }

  private void dropColumns(
      Statement.AlterTable alter, ExternalTable table, ExternalTable.Draft draft) {
    Set<String> named = new HashSet<>();
    for (String name : alter.names) {
      if (!named.add(name)) {
        throw SqlFailure.compilation("002025", "42S21", "duplicate column name '" + name + "'");
      }
      if (name.equals(ColumnRules.VALUE) || name.startsWith("METADATA$")) {
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
    if (from.equals(ColumnRules.VALUE) || table.partitionBy().contains(from)) {
      throw SqlFailure.refused("Cannot rename column '" + from + "' of an external table.");
    }
    if (!table.column(from).isPresent()) {
      throw SqlFailure.compilation("000904", "42000", "column '" + from + "' does not exist");
    }
    if (to.equals(ColumnRules.VALUE) || table.column(to).isPresent()) {
      throw SqlFailure.compilation("001430", "42601", "column '" + to + "' already exists");
    }
    draft.columns.replaceAll(column -> column.name().equals(from) ? column.renamed(to) : column);
  }

  private static void dropPolicy(Name policy, ExternalTable table, ExternalTable.Draft draft) {
    if (!table.policy().equals(Optional.of(policy))) {
      throw SqlFailure.absent(Kind.ROW_ACCESS_POLICY, policy.shown());
    }
    draft.policy = null;
  }

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
