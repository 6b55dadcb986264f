package io.gluesnow.snowflake;

import io.gluesnow.plan.Expression;
import io.gluesnow.plan.FileFormat;
import io.gluesnow.plan.Mark;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.SnowflakeType;
import io.gluesnow.plan.StageLocation;
import io.gluesnow.plan.Target;
import io.gluesnow.plan.TargetColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads what SHOW and DESC print of an external table back into a target, so that it can be
 * compared with the one that is wanted.
 */
final class CatalogReader {
  private final ShownTable shown;
  private final List<Row> columns;
  private final List<Row> properties;
  private final Function<ObjectName, String> stageUrl;

  private CatalogReader(
      ShownTable shown,
      List<Row> columns,
      List<Row> properties,
      Function<ObjectName, String> stageUrl) {
    this.shown = shown;
    this.columns = columns;
    this.properties = properties;
    this.stageUrl = stageUrl;
  }

  /**
   * @param columns rows of DESC … TYPE = COLUMNS
   * @param properties rows of DESC … TYPE = STAGE
   * @param stageUrl the URL of a stage, asked only where a location is printed as a URL; empty if
   *     not known
   * @throws Unreadable with a sentence, where a table is not of a kind that we could have made
   */
  static Target.ExternalTable read(
      ShownTable shown,
      List<Row> columns,
      List<Row> properties,
      Function<ObjectName, String> stageUrl) {
    return new CatalogReader(shown, columns, properties, stageUrl).table();
  }

  private Target.ExternalTable table() {
    List<TargetColumn> found = new ArrayList<>();
    List<String> partitionBy = new ArrayList<>();
    for (Row row : columns) {
      String name = row.text("name");
      if (isTheRowItself(row)) {
        continue;
      }
      SnowflakeType type = SnowflakeType.parse(row.text("type"));
      Expression expression = ExpressionParser.parse(row.text("expression"), type);
      found.add(TargetColumn.of(name, type, expression));
      // Nothing prints PARTITION BY reliably; only partition columns may read the file's name.
      if (ExpressionView.readsFileName(expression)) {
        partitionBy.add(name);
      }
    }
    return Target.ExternalTable.of(
        shown.name(),
        found,
        partitionBy,
        location(),
        format(),
        shown.autoRefresh(),
        Mark.userPart(shown.comment()));
  }

  private static boolean isTheRowItself(Row row) {
    return row.text("name").equals("VALUE") && row.text("expression").isEmpty();
  }

  private StageLocation location() {
    String printed = shown.location();
    if (printed.startsWith("@")) {
      return staged(printed.substring(1));
    }
    ObjectName stage = staged(shown.stage()).stage();
    String url = withSlash(stageUrl.apply(stage));
    if (url.equals("/") || !withSlash(printed).startsWith(url)) {
      throw new Unreadable("its location " + printed + " is not below the stage " + stage);
    }
    return StageLocation.of(stage, withSlash(printed).substring(url.length()));
  }

  /** {@code DB.SCHEMA."a stage"/path/}; missing parts are those of the table. */
  private StageLocation staged(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int at = 0;
    boolean inQuotes = false;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"' && inQuotes && text.startsWith("\"\"", at)) {
        part.append(c);
        at++;
      } else if (c == '"') {
        inQuotes = !inQuotes;
      } else if (c == '.' && !inQuotes) {
        parts.add(part.toString());
        part.setLength(0);
      } else if (c == '/' && !inQuotes) {
        break;
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    String path = text.substring(Math.min(at + 1, text.length()));
    if (parts.size() > 3 || part.length() == 0) {
      throw new Unreadable("its location " + text + " names no stage");
    }
    List<String> name =
        new ArrayList<>(Arrays.asList(shown.name().database(), shown.name().schema()));
    name.subList(3 - parts.size(), 2).clear();
    name.addAll(parts);
    return StageLocation.of(
        ObjectName.of(name.get(0), name.get(1), name.get(2)),
        path.isEmpty() ? "" : withSlash(path.replaceAll("^/+", "")));
  }

  private static String withSlash(String text) {
    return text.endsWith("/") ? text : text + "/";
  }

  private FileFormat format() {
    Map<String, String> printed = new TreeMap<>();
    for (Row row : properties) {
      if (row.text("parent_property").equalsIgnoreCase("STAGE_FILE_FORMAT")) {
        String property = row.text("property").toUpperCase(Locale.ROOT);
        printed.put(property, row.text("property_value"));
      }
    }
    FileFormat.Type type = type(printed.getOrDefault("TYPE", ""));
    Map<String, FileFormat.Value> options = new TreeMap<>();
    Set<String> known = FileFormat.optionsOf(type);
    printed.forEach(
        (option, value) -> {
          if (known.contains(option) && !value.isEmpty()) {
            options.put(option, value(option, value));
          }
        });
    return FileFormat.of(type, options).withoutDefaults();
  }

  private static FileFormat.Type type(String printed) {
    try {
      return FileFormat.Type.valueOf(printed.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new Unreadable("its file format is of type " + printed + ", which we never make");
    }
  }

  /** Escapes are visible in what is printed; a list stands in brackets. */
  private static FileFormat.Value value(String option, String printed) {
    if (!option.equals("NULL_IF")) {
      return FileFormat.Value.text(Escapes.decoded(printed));
    }
    String inner = printed;
    if (inner.startsWith("[") && inner.endsWith("]")) {
      inner = inner.substring(1, inner.length() - 1);
    }
    List<String> items = new ArrayList<>();
    for (String item : inner.split(",\\s?", -1)) {
      items.add(Escapes.decoded(item));
    }
    return FileFormat.Value.texts(items);
  }
}
