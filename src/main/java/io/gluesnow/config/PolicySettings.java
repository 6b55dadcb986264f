package io.gluesnow.config;

import io.gluesnow.plan.NamingRule;
import io.gluesnow.plan.Policy;
import java.util.ArrayList;
import java.util.List;

/** The settings of the group {@code policy} as the planner's policy. */
public final class PolicySettings {
  private PolicySettings() {}

  /** All of the policy that is configured; stages and file formats come from the secret. */
  public static Policy.Builder of(SyncConfig config) {
    return Policy.builder(config.get(SyncOptions.INSTANCE))
        .apply(config.get(SyncOptions.APPLY) == SyncOptions.Apply.ON)
        .selection(config.selection())
        .namingRules(namingRules(config.find(SyncOptions.NAMES).orElse("")))
        .letterCase(config.get(SyncOptions.LETTER_CASE))
        .keys(config.get(SyncOptions.KEYS))
        .layout(config.get(SyncOptions.LAYOUT))
        .escapes(config.get(SyncOptions.ESCAPES))
        .nested(config.get(SyncOptions.NESTED))
        .quotedEscapes(config.get(SyncOptions.QUOTED_ESCAPES))
        .deletion(config.get(SyncOptions.DELETION))
        .grace(config.get(SyncOptions.GRACE))
        .retype(config.get(SyncOptions.RETYPE))
        .adopt(config.get(SyncOptions.ADOPT))
        .autoRefresh(config.get(SyncOptions.AUTO_REFRESH))
        .comments(config.get(SyncOptions.COMMENTS))
        .lakeFormation(config.get(SyncOptions.LAKE_FORMATION));
  }

  /**
   * Rules separated by semicolons, each {@code database pattern / table pattern ->
   * DB.SCHEMA.TABLE}.
   *
   * @throws IllegalArgumentException with a sentence, for a rule of another form
   */
  static List<NamingRule> namingRules(String text) {
    List<NamingRule> rules = new ArrayList<>();
    for (String rule : text.split(";")) {
      if (rule.isBlank()) {
        continue;
      }
      String[] sides = rule.split("->", -1);
      String[] patterns = sides[0].split("/", -1);
      List<String> names = sides.length == 2 ? parts(sides[1].strip()) : List.of();
      if (patterns.length != 2 || names.size() != 3) {
        throw new IllegalArgumentException(
            "`"
                + rule.strip()
                + "` is no naming rule: write `database pattern / table pattern ->"
                + " DATABASE.SCHEMA.TABLE`");
      }
      rules.add(
          NamingRule.of(
              patterns[0].strip(), patterns[1].strip(), names.get(0), names.get(1), names.get(2)));
    }
    return rules;
  }

  /** Splits at dots, but not inside double quotes. */
  private static List<String> parts(String name) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (char c : name.toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      }
      if (c == '.' && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }
}
