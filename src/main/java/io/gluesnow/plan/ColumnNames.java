package io.gluesnow.plan;

import io.gluesnow.catalog.Column;
import io.gluesnow.catalog.TableDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names of a table's columns in Snowflake: folded by the case policy. {@code VALUE} and {@code
 * METADATA$…} are Snowflake's own in every external table, so such a column becomes {@code VALUE_}
 * or {@code METADATA_…}, with as many more underscores as it takes to be unlike every other.
 */
final class ColumnNames {
  private final Map<String, String> names;

  private ColumnNames(Map<String, String> names) {
    this.names = names;
  }

  /** Throws where a name cannot be had, or two data columns or keys differ at most by case. */
  static ColumnNames of(TableDefinition table, Policy.Case letterCase) {
    Set<String> all = new LinkedHashSet<>();
    for (List<Column> columns : List.of(table.columns(), table.partitionKeys())) {
      Set<String> here = new HashSet<>();
      for (Column column : columns) {
        String fault = Identifiers.fault(column.name());
        if (fault != null) {
          throw refused("the column name " + CsvText.shown(column.name()) + " " + fault);
        }
        if (!here.add(Identifiers.folded(column.name()))) {
          throw refused("two columns are named " + column.name());
        }
        all.add(column.name());
      }
    }
    Set<String> taken = new HashSet<>();
    all.forEach(name -> taken.add(Identifiers.folded(name)));
    Map<String, String> names = new HashMap<>();
    for (String glue : all) {
      String name = letterCase.apply(glue);
      if (isSnowflakes(name)) {
        name = name.equalsIgnoreCase("VALUE") ? name + "_" : name.replace('$', '_');
        while (!taken.add(Identifiers.folded(name))) {
          name += "_";
        }
      }
      names.put(glue.toLowerCase(Locale.ROOT), name);
    }
    return new ColumnNames(names);
  }

  // Whatever its case: an account may be set to ignore the case of quoted names.
  private static boolean isSnowflakes(String name) {
    String folded = Identifiers.folded(name);
    return folded.equals("VALUE") || folded.startsWith("METADATA$");
  }

  String of(Column column) {
    return names.get(column.name().toLowerCase(Locale.ROOT));
  }

  private static Refused refused(String sentence) {
    return new Refused(Refusal.Reason.COLUMNS, sentence);
  }
}
