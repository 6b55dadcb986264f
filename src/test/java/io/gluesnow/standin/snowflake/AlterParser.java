package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ALTER EXTERNAL TABLE, ALTER TABLE and COMMENT: alter-external-table, alter-table, comment. */
final class AlterParser {
  private final TokenReader in;

  AlterParser(TokenReader in) {
    this.in = in;
  }

  Statement alterExternal() {
    boolean ifExists = in.accept("IF", "EXISTS");
    Name name = in.name(3);
    if (in.accept("REFRESH")) {
      String path = in.atEnd() ? null : in.string();
      return external(name, ifExists, Statement.AlterExternalTable.Action.REFRESH, path, false);
    }
    if (in.accept("SET", "AUTO_REFRESH")) {
      in.expectSign("=");
      boolean on = in.truth();
      return external(name, ifExists, Statement.AlterExternalTable.Action.AUTO_REFRESH, null, on);
    }
    if (in.accept("ADD", "FILES")) {
      return files(name, ifExists, Statement.AlterExternalTable.Action.ADD_FILES);
    }
    if (in.accept("REMOVE", "FILES")) {
      return files(name, ifExists, Statement.AlterExternalTable.Action.REMOVE_FILES);
    }
    // The grammar of the partition forms has IF EXISTS after the name.
    boolean tolerant = in.accept("IF", "EXISTS") || ifExists;
    if (in.accept("DROP", "PARTITION", "LOCATION")) {
      return external(
          name, tolerant, Statement.AlterExternalTable.Action.DROP_PARTITION, in.string(), false);
    }
    in.expect("ADD");
    List<Statement.Partition> partitions = new ArrayList<>();
    do {
      in.expect("PARTITION");
      partitions.add(partition());
    } while (in.acceptSign(","));
    return new Statement.AlterExternalTable(
        name,
        tolerant,
        Statement.AlterExternalTable.Action.ADD_PARTITIONS,
        null,
        false,
        partitions,
        List.of());
  }

  private static Statement external(
      Name name,
      boolean ifExists,
      Statement.AlterExternalTable.Action action,
      String path,
      boolean on) {
    return new Statement.AlterExternalTable(name, ifExists, action, path, on, List.of(), List.of());
  }

  private Statement files(Name name, boolean ifExists, Statement.AlterExternalTable.Action action) {
    in.expectSign("(");
    List<String> files = new ArrayList<>();
    do {
      files.add(in.string());
    } while (in.acceptSign(","));
    in.expectSign(")");
    return new Statement.AlterExternalTable(name, ifExists, action, null, false, List.of(), files);
  }

  private Statement.Partition partition() {
    Map<String, String> values = new LinkedHashMap<>();
    in.expectSign("(");
    do {
      String column = in.identifier();
      in.expectSign("=");
      if (values.put(column, in.string()) != null) {
        throw SqlFailure.refused("duplicate partition column '" + column + "'");
      }
    } while (in.acceptSign(","));
    in.expectSign(")");
    in.expect("LOCATION");
    return new Statement.Partition(values, in.string());
  }

  Statement alterTable() {
    boolean ifExists = in.accept("IF", "EXISTS");
    Name name = in.name(3);
    if (in.accept("RENAME", "COLUMN")) {
      String from = in.identifier();
      in.expect("TO");
      return Statement.AlterTable.rename(name, ifExists, from, in.identifier());
    }
    if (in.accept("SET", "TAG")) {
      return Statement.AlterTable.tags(name, ifExists, new ClauseParser(in).tags(), true);
    }
    if (in.accept("UNSET", "TAG")) {
      Map<Name, String> tags = new LinkedHashMap<>();
      do {
        tags.put(in.name(3), "");
      } while (in.acceptSign(","));
      return Statement.AlterTable.tags(name, ifExists, tags, false);
    }
    if (in.accept("ADD", "ROW", "ACCESS", "POLICY")) {
      Name policy = new ClauseParser(in).policyOnValue();
      return Statement.AlterTable.policy(
          name, ifExists, Statement.AlterTable.Action.ADD_POLICY, policy);
    }
    if (in.accept("DROP", "ALL", "ROW", "ACCESS", "POLICIES")) {
      return Statement.AlterTable.policy(
          name, ifExists, Statement.AlterTable.Action.DROP_ALL_POLICIES, null);
    }
    if (in.accept("DROP", "ROW", "ACCESS", "POLICY")) {
      Name policy = in.name(3);
      return Statement.AlterTable.policy(
          name, ifExists, Statement.AlterTable.Action.DROP_POLICY, policy);
    }
    if (in.accept("ADD", "COLUMN")) {
      boolean ifNotExists = in.accept("IF", "NOT", "EXISTS");
      List<Statement.ColumnDefinition> columns = new ArrayList<>();
      do {
        columns.add(new ClauseParser(in).columnDefinition());
      } while (in.acceptSign(","));
      return Statement.AlterTable.add(name, ifExists, columns, ifNotExists);
    }
    in.expect("DROP", "COLUMN");
    boolean columnIfExists = in.accept("IF", "EXISTS");
    List<String> columns = new ArrayList<>();
    do {
      columns.add(in.identifier());
    } while (in.acceptSign(","));
    return Statement.AlterTable.drop(name, ifExists, columns, columnIfExists);
  }

  Statement comment() {
    boolean ifExists = in.accept("IF", "EXISTS");
    in.expect("ON", "TABLE");
    Name name = in.name(3);
    in.expect("IS");
    return new Statement.Comment(name, ifExists, in.string());
  }
}
