package io.gluesnow.plan;

import io.gluesnow.catalog.TableId;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One naming rule: which Glue tables it is for, and what they are called in Snowflake.
 *
 * <p>The patterns are regular expressions that must match the whole of the lower-case Glue database
 * and table. The templates hold <code>${database}</code>, <code>${table}</code>, <code>${catalog}
 * </code> and <code>${region}</code>, and <code>${database:1}</code> or <code>${table:2}</code> for
 * a group of the pattern. What a template gives is folded by the case policy, unless the template
 * stands in double quotes.
 */
public final class NamingRule {
  private static final Pattern FIELD =
      Pattern.compile("\\$\\{(catalog|region|database|table)(?::(\\d{1,2}))?\\}");

  private final Pattern database;
  private final Pattern table;
  private final String databaseTemplate;
  private final String schemaTemplate;
  private final String tableTemplate;

  private NamingRule(
      Pattern database,
      Pattern table,
      String databaseTemplate,
      String schemaTemplate,
      String tableTemplate) {
    this.database = database;
    this.table = table;
    this.databaseTemplate = databaseTemplate;
    this.schemaTemplate = schemaTemplate;
    this.tableTemplate = tableTemplate;
  }

  /**
   * @throws IllegalArgumentException for a bad pattern, or a template with an unknown field or a
   *     group that the pattern does not have
   */
  public static NamingRule of(
      String databasePattern,
      String tablePattern,
      String databaseTemplate,
      String schemaTemplate,
      String tableTemplate) {
    Pattern database = compiled(databasePattern);
    Pattern table = compiled(tablePattern);
    for (String template : new String[] {databaseTemplate, schemaTemplate, tableTemplate}) {
      check(template, database, table);
    }
    return new NamingRule(database, table, databaseTemplate, schemaTemplate, tableTemplate);
  }

  private static Pattern compiled(String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "naming rule: " + pattern + " is no regular expression: " + e.getDescription());
    }
  }

  private static void check(String template, Pattern database, Pattern table) {
    Objects.requireNonNull(template, "template");
    Matcher field = FIELD.matcher(template);
    while (field.find()) {
      boolean grouped = field.group(2) != null;
      Matcher groups = (field.group(1).equals("table") ? table : database).matcher("");
      boolean groupable = field.group(1).equals("table") || field.group(1).equals("database");
      if (grouped && (!groupable || Integer.parseInt(field.group(2)) > groups.groupCount())) {
        throw new IllegalArgumentException(
            "naming rule: the pattern has no group for " + field.group() + " in " + template);
      }
    }
    if (FIELD.matcher(template).replaceAll("").contains("${")) {
      throw new IllegalArgumentException(
          "naming rule: unknown field in "
              + template
              + ": there are ${catalog}, ${region}, ${database} and ${table}");
    }
    if (template.isBlank()) {
      throw new IllegalArgumentException("naming rule: a template is empty");
    }
  }

  /** The name that this rule gives, or empty where it is not for this table. */
  Optional<ObjectName> nameOf(TableId id, Policy.Case letterCase) {
    Matcher ofDatabase = database.matcher(id.database());
    Matcher ofTable = table.matcher(id.table());
    if (!ofDatabase.matches() || !ofTable.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        ObjectName.of(
            filled(databaseTemplate, id, ofDatabase, ofTable, letterCase),
            filled(schemaTemplate, id, ofDatabase, ofTable, letterCase),
            filled(tableTemplate, id, ofDatabase, ofTable, letterCase)));
  }

  private static String filled(
      String template, TableId id, Matcher database, Matcher table, Policy.Case letterCase) {
    boolean quoted = template.length() > 1 && template.startsWith("\"") && template.endsWith("\"");
    String bare = quoted ? template.substring(1, template.length() - 1) : template;
    Matcher field = FIELD.matcher(bare);
    StringBuilder out = new StringBuilder();
    while (field.find()) {
      int group = field.group(2) == null ? 0 : Integer.parseInt(field.group(2));
      String value;
      switch (field.group(1)) {
        case "catalog":
          value = id.catalog();
          break;
        case "region":
          value = id.region();
          break;
        case "database":
          value = database.group(group);
          break;
        default:
          value = table.group(group);
      }
      field.appendReplacement(out, Matcher.quoteReplacement(value == null ? "" : value));
    }
    String name = field.appendTail(out).toString();
    return quoted ? name : letterCase.apply(name);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof NamingRule && toString().equals(o.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    return String.join(
        " ",
        quoted(database.pattern()),
        quoted(table.pattern()),
        "->",
        quoted(databaseTemplate),
        quoted(schemaTemplate),
        quoted(tableTemplate));
  }
}
