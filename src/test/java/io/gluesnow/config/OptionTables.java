package io.gluesnow.config;

import java.time.Duration;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;

/** The README's tables of options, one a property group, made from the options themselves. */
final class OptionTables {
  private OptionTables() {}

  static String markdown() {
    TreeMap<String, StringBuilder> tables = new TreeMap<>();
    for (ConfigOption<?> option : SyncOptions.all()) {
      int cut = option.key().indexOf('.');
      tables
          .computeIfAbsent(
              option.key().substring(0, cut),
              group ->
                  new StringBuilder(
                      "**Group `"
                          + group
                          + "`**\n\n| property | default | what it does |\n|---|---|---|\n"))
          .append("| `")
          .append(option.key().substring(cut + 1))
          .append("` | ")
          .append(shown(option))
          .append(" | ")
          .append(new HtmlFormatter().format(option.description()).replace("|", "\\|"))
          .append(" |\n");
    }
    return tables.values().stream().map(Object::toString).collect(Collectors.joining("\n"));
  }

  private static String shown(ConfigOption<?> option) {
    if (!option.hasDefaultValue()) {
      return "–";
    }
    Object value = option.defaultValue();
    if (value instanceof Enum) {
      return "`" + SyncConfig.label((Enum<?>) value) + "`";
    }
    return "`" + (value instanceof Duration ? text((Duration) value) : value) + "`";
  }

  private static String text(Duration duration) {
    if (duration.toMillis() % 1000 != 0) {
      return duration.toMillis() + " ms";
    }
    long seconds = duration.getSeconds();
    if (seconds % 3600 == 0 && seconds > 0) {
      return seconds / 3600 + " h";
    }
    return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
