package io.gluesnow.standin.snowflake;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A parsed statement. Closed: what is not here is a syntax error. */
abstract class Statement {
  private Statement() {}

  abstract <R> R accept(Visitor<R> visitor);

  /** Whether it only looks; such a statement may be repeated at will. */
  boolean looks() {
    return false;
  }

  interface Visitor<R> {
    R createExternalTable(CreateExternalTable create);

    R alterExternalTable(AlterExternalTable alter);

    R alterTable(AlterTable alter);

    R comment(Comment comment);

    R dropTable(DropTable drop);

    R show(Show show);

    R describe(Describe describe);

    R select(Select select);

    R createSecurable(CreateSecurable create);

    R alterSecurable(AlterSecurable alter);

    R dropSecurable(DropSecurable drop);

    R grant(Grant grant);

    R grantRole(GrantRole grant);

    R use(Use use);
  }

  /** One column of a CREATE or ADD COLUMN. */
  static final class ColumnDefinition {
    final String name;
    final SqlType type;
    final Expression expression;
    final boolean notNull;
    final String comment;

    ColumnDefinition(
        String name, SqlType type, Expression expression, boolean notNull, String comment) {
      this.name = name;
      this.type = type;
      this.expression = expression;
      this.notNull = notNull;
      this.comment = comment;
    }
  }

  static final class CreateExternalTable extends Statement {
    final Name name;
    final boolean orReplace;
    final boolean ifNotExists;
    final List<ColumnDefinition> columns;
    final List<String> partitionBy;
    final StagePath location;
    final boolean userSpecified;
    final boolean refreshOnCreate;
    final boolean autoRefresh;
    final String pattern;
    final FileFormat format;
    final boolean delta;
    final boolean copyGrants;
    final String comment;
    final Name policy;
    final Map<Name, String> tags;

    CreateExternalTable(CreateClauses clauses) {
      this.name = Objects.requireNonNull(clauses.name);
      this.orReplace = clauses.orReplace;
      this.ifNotExists = clauses.ifNotExists;
      this.columns = List.copyOf(clauses.columns);
      this.partitionBy = List.copyOf(clauses.partitionBy);
      this.location = Objects.requireNonNull(clauses.location);
      this.userSpecified = clauses.userSpecified;
      this.refreshOnCreate = clauses.refreshOnCreate;
      this.autoRefresh = clauses.autoRefresh;
      this.pattern = clauses.pattern;
      this.format = Objects.requireNonNull(clauses.format);
      this.delta = clauses.delta;
      this.copyGrants = clauses.copyGrants;
      this.comment = clauses.comment;
      this.policy = clauses.policy;
      this.tags = Map.copyOf(clauses.tags);
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.createExternalTable(this);
    }
  }

  /** ALTER EXTERNAL TABLE: files, automatic refresh and manual partitions. */
  static final class AlterExternalTable extends Statement {
    enum Action {
      REFRESH,
      AUTO_REFRESH,
      ADD_PARTITIONS,
      DROP_PARTITION,
      ADD_FILES,
      REMOVE_FILES
    }

    final Name name;
    final boolean ifExists;
    final Action action;
    final String path;
    final boolean on;
    final List<Partition> partitions;
    final List<String> files;

    AlterExternalTable(
        Name name,
        boolean ifExists,
        Action action,
        String path,
        boolean on,
        List<Partition> partitions,
        List<String> files) {
      this.name = name;
      this.ifExists = ifExists;
      this.action = action;
      this.path = path;
      this.on = on;
      this.partitions = List.copyOf(partitions);
      this.files = List.copyOf(files);
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.alterExternalTable(this);
    }
  }

  /** PARTITION(c = 'v', …) LOCATION 'path'. */
  static final class Partition {
    final Map<String, String> values;
    final String location;

    Partition(Map<String, String> values, String location) {
      this.values = Map.copyOf(values);
      this.location = location;
    }
  }

  /** ALTER TABLE: columns, tags and row access policies. */
  static final class AlterTable extends Statement {
    enum Action {
      ADD_COLUMNS,
      DROP_COLUMNS,
      RENAME_COLUMN,
      SET_TAGS,
      UNSET_TAGS,
      ADD_POLICY,
      DROP_POLICY,
      DROP_ALL_POLICIES
    }

    final Name name;
    final boolean ifExists;
    final Action action;
    final List<ColumnDefinition> added;
    final List<String> names;
    final boolean tolerant;
    final Map<Name, String> tags;
    final Name policy;

    private AlterTable(
        Name name,
        boolean ifExists,
        Action action,
        List<ColumnDefinition> added,
        List<String> names,
        boolean tolerant,
        Map<Name, String> tags,
        Name policy) {
      this.name = name;
      this.ifExists = ifExists;
      this.action = action;
      this.added = List.copyOf(added);
      this.names = List.copyOf(names);
      this.tolerant = tolerant;
      this.tags = Map.copyOf(tags);
      this.policy = policy;
    }

    static AlterTable add(
        Name name, boolean ifExists, List<ColumnDefinition> columns, boolean ifNotExists) {
      return new AlterTable(
          name, ifExists, Action.ADD_COLUMNS, columns, List.of(), ifNotExists, Map.of(), null);
    }

    static AlterTable drop(
        Name name, boolean ifExists, List<String> columns, boolean columnIfExists) {
      return new AlterTable(
          name, ifExists, Action.DROP_COLUMNS, List.of(), columns, columnIfExists, Map.of(), null);
    }

    static AlterTable rename(Name name, boolean ifExists, String from, String to) {
      return new AlterTable(
          name,
          ifExists,
          Action.RENAME_COLUMN,
          List.of(),
          List.of(from, to),
          false,
          Map.of(),
          null);
    }

    static AlterTable tags(Name name, boolean ifExists, Map<Name, String> tags, boolean set) {
      Action action = set ? Action.SET_TAGS : Action.UNSET_TAGS;
      return new AlterTable(name, ifExists, action, List.of(), List.of(), false, tags, null);
    }

    static AlterTable policy(Name name, boolean ifExists, Action action, Name policy) {
      return new AlterTable(name, ifExists, action, List.of(), List.of(), false, Map.of(), policy);
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.alterTable(this);
    }
  }

  /** COMMENT ON TABLE. */
  static final class Comment extends Statement {
    final Name name;
    final boolean ifExists;
    final String text;

    Comment(Name name, boolean ifExists, String text) {
      this.name = name;
      this.ifExists = ifExists;
      this.text = text;
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.comment(this);
    }
  }

  static final class DropTable extends Statement {
    final Name name;
    final boolean ifExists;

    DropTable(Name name, boolean ifExists) {
      this.name = name;
      this.ifExists = ifExists;
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.dropTable(this);
    }
  }

  static final class Show extends Statement {
    enum What {
      EXTERNAL_TABLES,
      TABLES,
      OBJECTS,
      STAGES,
      PARAMETERS,
      ROW_ACCESS_POLICIES,
      GRANTS_ON_TABLE,
      STREAMS,
      DATABASES,
      SCHEMAS
    }

    final What what;
    final boolean terse;
    final String like;
    final Kind scope;
    final Name in;
    final String startsWith;
    final Integer limit;
    final String from;

    Show(
        What what,
        boolean terse,
        String like,
        Kind scope,
        Name in,
        String startsWith,
        Integer limit,
        String from) {
      this.what = what;
      this.terse = terse;
      this.like = like;
      this.scope = scope;
      this.in = in;
      this.startsWith = startsWith;
      this.limit = limit;
      this.from = from;
    }

    @Override
    boolean looks() {
      return true;
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.show(this);
    }
  }

  static final class Describe extends Statement {
    final Kind kind;
    final Name name;
    final boolean stageProperties;

    Describe(Kind kind, Name name, boolean stageProperties) {
      this.kind = kind;
      this.name = name;
      this.stageProperties = stageProperties;
    }

    @Override
    boolean looks() {
      return true;
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.describe(this);
    }
  }

  /** SELECT of context functions or GET_DDL, without FROM. */
  static final class Select extends Statement {
    final List<Item> items;

    Select(List<Item> items) {
      this.items = List.copyOf(items);
    }

    @Override
    boolean looks() {
      return true;
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.select(this);
    }
  }

  static final class Item {
    final String function;
    final List<String> arguments;
    final String label;

    Item(String function, List<String> arguments, String label) {
      this.function = function;
      this.arguments = List.copyOf(arguments);
      this.label = label;
    }
  }

  /**
   * CREATE DATABASE, SCHEMA, STAGE, ROLE, USER, WAREHOUSE, TAG, policy, integration, file format or
   * stream.
   */
  static final class CreateSecurable extends Statement {
    final Kind kind;
    final Name name;
    final boolean orReplace;
    final boolean ifNotExists;
    final Map<String, String> properties;

    CreateSecurable(
        Kind kind,
        Name name,
        boolean orReplace,
        boolean ifNotExists,
        Map<String, String> properties) {
      this.kind = kind;
      this.name = name;
      this.orReplace = orReplace;
      this.ifNotExists = ifNotExists;
      this.properties = Map.copyOf(properties);
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.createSecurable(this);
    }
  }

  /** ALTER … SET or UNSET of properties. */
  static final class AlterSecurable extends Statement {
    final Kind kind;
    final Name name;
    final Map<String, String> set;
    final List<String> unset;

    AlterSecurable(Kind kind, Name name, Map<String, String> set, List<String> unset) {
      this.kind = kind;
      this.name = name;
      this.set = Map.copyOf(set);
      this.unset = List.copyOf(unset);
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.alterSecurable(this);
    }
  }

  static final class DropSecurable extends Statement {
    final Kind kind;
    final Name name;
    final boolean ifExists;

    DropSecurable(Kind kind, Name name, boolean ifExists) {
      this.kind = kind;
      this.name = name;
      this.ifExists = ifExists;
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.dropSecurable(this);
    }
  }

  /** GRANT or REVOKE of privileges. */
  static final class Grant extends Statement {
    enum Reach {
      ONE,
      ALL,
      FUTURE
    }

    final List<String> privileges;
    final Kind kind;
    final Reach reach;
    final Name on;
    final String role;
    final boolean revoke;
    final boolean copyCurrent;

    Grant(
        List<String> privileges,
        Kind kind,
        Reach reach,
        Name on,
        String role,
        boolean revoke,
        boolean copyCurrent) {
      this.privileges = List.copyOf(privileges);
      this.kind = kind;
      this.reach = reach;
      this.on = on;
      this.role = role;
      this.revoke = revoke;
      this.copyCurrent = copyCurrent;
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.grant(this);
    }
  }

  /** GRANT ROLE … TO ROLE or USER. */
  static final class GrantRole extends Statement {
    final String role;
    final Kind to;
    final String grantee;
    final boolean revoke;

    GrantRole(String role, Kind to, String grantee, boolean revoke) {
      this.role = role;
      this.to = to;
      this.grantee = grantee;
      this.revoke = revoke;
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.grantRole(this);
    }
  }

  /**
   * USE ROLE, WAREHOUSE, DATABASE or SCHEMA: for scripts that a person runs, never over the SQL
   * API.
   */
  static final class Use extends Statement {
    final Kind kind;
    final Name name;

    Use(Kind kind, Name name) {
      this.kind = kind;
      this.name = name;
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.use(this);
    }
  }
}
