package io.gluesnow.standin.snowflake;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Prints an external table as GET_DDL does.
 *
 * <p>The layout is that of the samples in
 * https://docs.snowflake.com/en/release-notes/bcr-bundles/2024_08/bcr-1779 and
 * https://github.com/xnuinside/simple-ddl-parser/issues/218. Policies and tags that the role may
 * not see are {@code #UNKNOWN_POLICY} and {@code #UNKNOWN_TAG}
 * (https://docs.snowflake.com/en/sql-reference/functions/get_ddl).
 */
final class DdlPrinter {
  private final Dialect dialect;

  DdlPrinter(Dialect dialect) {
    this.dialect = dialect;
  }

  String print(
      ExternalTable table,
      boolean qualified,
      Predicate<Name> mayNamePolicy,
      Predicate<Name> mayNameTag) {
    StringBuilder out = new StringBuilder("create or replace external table ");
    out.append(qualified ? table.name().shown() : Identifiers.shown(table.name().last()));
    if (!table.columns().isEmpty()) {
      out.append("(\n");
      out.append(table.columns().stream().map(this::column).collect(Collectors.joining(",\n")));
      out.append(")");
    }
    out.append('\n');
    if (!table.partitionBy().isEmpty()) {
      out.append("partition by (");
      out.append(
          table.partitionBy().stream().map(Identifiers::shown).collect(Collectors.joining(", ")));
      out.append(")\n");
    }
    boolean near = table.stage().parent().equals(table.name().parent()) && !qualified;
    String stage = near ? Identifiers.shown(table.stage().last()) : table.stage().shown();
    out.append("location=@").append(stage).append('/').append(table.path()).append('\n');
    if (table.userSpecified()) {
      out.append("partition_type=user_specified\n");
    } else {
      out.append("auto_refresh=").append(table.autoRefresh()).append('\n');
    }
    table
        .pattern()
        .ifPresent(
            pattern -> out.append("pattern=").append(CompiledForm.literal(pattern)).append('\n'));
    out.append("file_format=(").append(format(table.format())).append(")\n");
    if (table.delta()) {
      out.append("table_format=delta\n");
    }
    if (!table.comment().isEmpty()) {
      out.append("comment=").append(CompiledForm.literal(table.comment())).append('\n');
    }
    table
        .policy()
        .ifPresent(
            policy ->
                out.append("with row access policy ")
                    .append(mayNamePolicy.test(policy) ? policy.shown() : "#UNKNOWN_POLICY")
                    .append(" on (VALUE)\n"));
    if (!table.tags().isEmpty()) {
      out.append("with tag (").append(tags(table.tags(), mayNameTag)).append(")\n");
    }
    return out.append(';').toString();
  }

  private String column(Column column) {
    return "\t"
        + Identifiers.shown(column.name())
        + " "
        + column.type().shown(dialect)
        + " AS ("
        + column.compiled(dialect)
        + ")"
        + (column.notNull() ? " NOT NULL" : "")
        + column.comment().map(text -> " COMMENT " + CompiledForm.literal(text)).orElse("");
  }

  private static String tags(Map<Name, String> tags, Predicate<Name> mayName) {
    return tags.entrySet().stream()
        .map(
            tag ->
                mayName.test(tag.getKey())
                    ? tag.getKey().shown() + "=" + CompiledForm.literal(tag.getValue())
                    : "#UNKNOWN_TAG='#UNKNOWN_VALUE'")
        .collect(Collectors.joining(", "));
  }

  private static String format(FileFormat format) {
    if (format.name().isPresent()) {
      return "FORMAT_NAME=" + format.name().get().shown();
    }
    StringBuilder out = new StringBuilder("TYPE=").append(format.type().orElse("CSV"));
    format
        .options()
        .forEach(
            (option, values) ->
                out.append(' ').append(option).append('=').append(value(option, values)));
    return out.toString();
  }

  private static String value(String option, List<String> values) {
    if (option.equals("NULL_IF")) {
      return "("
          + values.stream().map(CompiledForm::literal).collect(Collectors.joining(", "))
          + ")";
    }
    String value = values.get(0);
    return value.matches("[A-Z0-9_]+") ? value : CompiledForm.literal(value);
  }
}
