package io.gluesnow.standin.snowflake;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** CREATE EXTERNAL TABLE. */
final class TableCreation {
  private final Catalog catalog;
  private final Privileges privileges;
  private final TableFiles files;
  private final ColumnRules columnRules;
  private final TagRules tagRules;

  TableCreation(
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
      draft.addFiles(files.listed(draft.done(), ""));
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
    draft.path = TableFiles.directory(create.location.path());
    draft.userSpecified = create.userSpecified;
    draft.delta = create.delta;
    draft.autoRefresh = create.autoRefresh;
    draft.pattern = checkedPattern(create.pattern);
    draft.format = format(create.format, session);
    draft.comment = create.comment;
    draft.columns = columnRules.columns(create.columns, create);
    draft.partitionBy = create.partitionBy;
    if (create.policy != null) {
      draft.policy = privileges.policy(session, session.resolve(create.policy, 3));
    }
    tagRules.set(create.tags, draft, session);
    draft.grants = Grants.ownedBy(session.role());
    return draft.done();
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
}
