package io.gluesnow.catalog;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which databases and tables are synchronised at all: those that some include rule covers and no
 * exclude rule does.
 *
 * <p>Rules are separated by {@code ;}, each {@code database pattern / table pattern}, or a database
 * pattern alone for all of its tables. The patterns are regular expressions that must match the
 * whole of a Glue name, in any case.
 */
public final class Selection implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Selection EVERYTHING = new Selection(List.of(), List.of());

  private final List<Rule> include;
  private final List<Rule> exclude;

  private Selection(List<Rule> include, List<Rule> exclude) {
    this.include = List.copyOf(include);
    this.exclude = List.copyOf(exclude);
  }

  public static Selection everything() {
    return EVERYTHING;
  }

  /**
   * @param include rules; none at all include everything
   * @param exclude rules; none exclude nothing
   * @throws IllegalArgumentException with a sentence, for a rule of another form
   */
  public static Selection of(String include, String exclude) {
    return new Selection(rules(include), rules(exclude));
  }

  /**
   * The rules in a text.
   *
   * @throws IllegalArgumentException with a sentence, for a rule of another form
   */
  private static List<Rule> rules(String text) {
    List<Rule> rules = new ArrayList<>();
    for (String rule : text.split(";")) {
      if (!rule.isBlank()) {
        rules.add(Rule.parse(rule.strip()));
      }
    }
    return rules;
  }

  public boolean covers(TableId table) {
    return whyNot(table).isEmpty();
  }

  /**
   * Whether some table of the database can be covered: not if all that it could have is excluded.
   */
  public boolean covers(DatabaseId database) {
    return (include.isEmpty() || include.stream().anyMatch(rule -> rule.isAbout(database)))
        && exclude.stream().noneMatch(rule -> rule.coversAllOf(database));
  }

  /** A sentence that says why a table is not covered; empty for one that is. */
  public Optional<String> whyNot(TableId table) {
    Optional<Rule> excluding = exclude.stream().filter(rule -> rule.covers(table)).findFirst();
    if (excluding.isPresent()) {
      return Optional.of("it is not selected: the rule " + excluding.get() + " excludes it");
    }
    return include.isEmpty() || include.stream().anyMatch(rule -> rule.covers(table))
        ? Optional.empty()
        : Optional.of("it is not selected: no rule includes it");
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Selection && toString().equals(o.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    return (include.isEmpty() ? "everything" : include)
        + (exclude.isEmpty() ? "" : " without " + exclude);
  }

  private static final class Rule implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String ALL = ".*";

    private final Pattern database;
    private final Pattern table;

    private Rule(Pattern database, Pattern table) {
      this.database = Objects.requireNonNull(database, "database");
      this.table = Objects.requireNonNull(table, "table");
    }

    static Rule parse(String text) {
      String[] patterns = text.split("/", -1);
      boolean blank = false;
      for (String pattern : patterns) {
        blank = blank || pattern.isBlank();
      }
      if (patterns.length > 2 || blank) {
        throw new IllegalArgumentException(
            "`"
                + text
                + "` is no rule: write `database pattern / table pattern`, for example"
                + " `sales_.* / tmp_.*`, or a database pattern alone");
      }
      return new Rule(
          compiled(patterns[0].strip()),
          compiled(patterns.length == 1 ? ALL : patterns[1].strip()));
    }

    private static Pattern compiled(String pattern) {
      try {
        // Glue's names are lower case: a rule that is not would otherwise never hold.
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "`" + pattern + "` is no regular expression: " + e.getDescription());
      }
    }

    boolean isAbout(DatabaseId id) {
      return database.matcher(id.database()).matches();
    }

    boolean covers(TableId id) {
      return isAbout(id.databaseId()) && table.matcher(id.table()).matches();
    }

    /** Only where the pattern says so plainly; of any other a table may be left. */
    boolean coversAllOf(DatabaseId id) {
      return (table.pattern().equals(ALL) || table.pattern().equals(".+")) && isAbout(id);
    }

    @Override
    public String toString() {
      return "`" + database.pattern() + " / " + table.pattern() + "`";
    }
  }
}
