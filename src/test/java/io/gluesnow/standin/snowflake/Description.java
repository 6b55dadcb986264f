package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** DESCRIBE of external tables and stages. */
final class Description {
  private final Privileges privileges;
  private final StageLink link;
  private final Account account;

  Description(Privileges privileges, StageLink link, Account account) {
    this.privileges = privileges;
    this.link = link;
    this.account = account;
  }

  Result describe(Statement.Describe describe, Run run) {
    if (describe.kind == Kind.STAGE) {
      Name name = run.session().resolve(describe.name, 3);
      return stageProperties(privileges.seen(run.session(), Kind.STAGE, name), null, "");
    }
    ExternalTable table = privileges.seenTable(run.session(), run.table(describe.name), run.asOf());
    if (describe.stageProperties) {
      Securable stage =
          link.stage(table).orElseThrow(() -> SqlFailure.absent(Kind.STAGE, table.stage().shown()));
      return stageProperties(stage, table, table.path());
    }
    return columns(table);
  }

  /**
   * Columns: https://docs.snowflake.com/en/sql-reference/sql/desc-external-table; VALUE comes
   * first.
   */
  private Result columns(ExternalTable table) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        Result.row(
            "VALUE",
            "VARIANT",
            "COLUMN",
            "Y",
            null,
            "N",
            "N",
            null,
            null,
            "The value of this row",
            null));
    for (Column column : table.columns()) {
      rows.add(
          Result.row(
              column.name(),
              column.type().shown(account.dialect()),
              "VIRTUAL",
              column.notNull() ? "N" : "Y",
              null,
              "N",
              "N",
              null,
              column.compiled(account.dialect()),
              column.comment().orElse(null),
              null));
    }
    List<ResultColumn> header = new ArrayList<>();
    for (String name :
        new String[] {
          "name",
          "type",
          "kind",
          "null?",
          "default",
          "primary key",
          "unique key",
          "check",
          "expression",
          "comment",
          "policy name"
        }) {
      header.add(ResultColumn.text(name));
    }
    return Result.of(header, rows);
  }

  /** https://docs.snowflake.com/en/sql-reference/sql/desc-stage: one row a property. */
  private Result stageProperties(Securable stage, ExternalTable table, String path) {
    List<List<String>> rows = new ArrayList<>();
    Map<String, String> values = new LinkedHashMap<>();
    String type = table == null ? "CSV" : link.formatType(table).orElse("CSV");
    rows.add(Result.row("STAGE_FILE_FORMAT", "TYPE", "String", type, "CSV"));
    if (table != null && table.format().name().isPresent()) {
      rows.add(
          Result.row(
              "STAGE_FILE_FORMAT",
              "FORMAT_NAME",
              "String",
              table.format().name().get().shown(),
              ""));
    }
    Map<String, List<String>> stated = table == null ? Map.of() : table.format().options();
    FormatOptions.defaults(type)
        .forEach(
            (option, usual) -> {
              List<String> given = stated.get(option);
              values.put(option, given == null ? usual : property(option, given));
              rows.add(
                  Result.row("STAGE_FILE_FORMAT", option, kind(option), values.get(option), usual));
            });
    rows.add(Result.row("STAGE_FILE_FORMAT", "TIME_FORMAT", "String", "AUTO", "AUTO"));
    String url = stage.property("URL").map(StageLink::slashed).orElse("");
    rows.add(
        Result.row(
            "STAGE_LOCATION",
            "URL",
            "String",
            url.isEmpty() ? "" : "[\"" + url + path + "\"]",
            ""));
    rows.add(
        Result.row(
            "STAGE_INTEGRATION",
            "STORAGE_INTEGRATION",
            "String",
            stage.property("STORAGE_INTEGRATION").orElse(""),
            ""));
    List<ResultColumn> header = new ArrayList<>();
    for (String name :
        new String[] {
          "parent_property", "property", "property_type", "property_value", "property_default"
        }) {
      header.add(ResultColumn.text(name));
    }
    return Result.of(header, rows);
  }

  private static String kind(String option) {
    switch (option) {
      case "NULL_IF":
        return "List";
      case "SKIP_HEADER":
        return "Integer";
      case "COMPRESSION":
      case "RECORD_DELIMITER":
      case "FIELD_DELIMITER":
      case "ESCAPE_UNENCLOSED_FIELD":
      case "FIELD_OPTIONALLY_ENCLOSED_BY":
      case "ENCODING":
        return "String";
      default:
        return "Boolean";
    }
  }

  /**
   * How a property's value is printed: escapes visible, lists in brackets, truths in lower case.
   */
  private static String property(String option, List<String> values) {
    String kind = kind(option);
    if (kind.equals("Boolean")) {
      return values.get(0).toLowerCase(Locale.ROOT);
    }
    if (kind.equals("List")) {
      return "["
          + values.stream().map(Description::escaped).collect(Collectors.joining(", "))
          + "]";
    }
    return escaped(values.get(0));
  }

  private static String escaped(String value) {
    String literal = CompiledForm.literal(value);
    StringBuilder out = new StringBuilder();
    for (char c : literal.substring(1, literal.length() - 1).toCharArray()) {
      out.append(c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c));
    }
    return out.toString().replace("\\'", "'");
  }
}
