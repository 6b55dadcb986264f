package io.gluesnow.standin.snowflake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a SHOW may list: its scope, its filters, and what the session can see. */
final class ShowScope {
  /** A SHOW command returns at most this many rows: show-external-tables, "Usage notes". */
  static final int MOST_ROWS = 10_000;

  private final Catalog catalog;
  private final Privileges privileges;

  ShowScope(Catalog catalog, Privileges privileges) {
    this.catalog = catalog;
    this.privileges = privileges;
  }

  /** The name below which a SHOW looks, or null for the whole account. */
  Name scope(Statement.Show show, Session session) {
    if (show.scope == null) {
      return session.database().map(Name::of).orElse(null);
    }
    switch (show.scope) {
      case ACCOUNT:
        return null;
      case DATABASE:
        Name database = show.in != null ? show.in : session.database().map(Name::of).orElse(null);
        if (database != null) {
          privileges.useDatabase(session, database.last());
        }
        return database;
      default:
        if (show.in == null && !session.schema().isPresent()) {
          throw SqlFailure.noSchema();
        }
        Name written = show.in != null ? show.in : Name.of(session.schema().get());
        Name schema = session.resolve(written, 2);
        privileges.useSchema(session, schema);
        return schema;
    }
  }

  List<ExternalTable> listed(Statement.Show show, Run run) {
    Session session = run.session();
    Name scope = scope(show, session);
    Predicate<String> like = like(show.like);
    Map<Name, Boolean> usable = new HashMap<>();
    Predicate<ExternalTable> wanted =
        table ->
            like.test(table.name().last())
                && (show.startsWith == null || table.name().last().startsWith(show.startsWith))
                && privileges.visible(session, table.grants())
                && usable.computeIfAbsent(
                    table.name().parent(), schema -> privileges.canUseSchema(session, schema));
    int most = show.limit == null ? MOST_ROWS : Math.min(show.limit, MOST_ROWS);
    boolean inSchema = scope != null && scope.depth() == 2;
    if (inSchema || show.from == null) {
      return catalog.tables(scope, show.startsWith, show.from, run.asOf(), wanted, most);
    }
    return following(
        catalog.tables(scope, show.startsWith, null, run.asOf(), wanted, Integer.MAX_VALUE),
        show.from,
        most);
  }

  /**
   * LIMIT … FROM: the rows that follow the first row of that name: show-external-tables,
   * "Parameters".
   */
  private static List<ExternalTable> following(List<ExternalTable> all, String from, int most) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).name().last().equals(from)) {
        return all.subList(i + 1, Math.min(all.size(), i + 1 + most));
      }
    }
    return all.stream()
        .filter(table -> table.name().last().compareTo(from) > 0)
        .limit(most)
        .collect(Collectors.toList());
  }

  /**
   * Case-insensitive, with {@code _} for one character and {@code %} for any; a backslash makes
   * them plain.
   */
  static Predicate<String> like(String pattern) {
    if (pattern == null) {
      return name -> true;
    }
    if (pattern.indexOf('%') < 0 && pattern.indexOf('_') < 0 && pattern.indexOf('\\') < 0) {
      return name -> name.equalsIgnoreCase(pattern);
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        i++;
        regex.append(Pattern.quote(String.valueOf(pattern.charAt(i))));
      } else if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    Pattern compiled =
        Pattern.compile(
            regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    boolean fixed = pattern.indexOf('%') < 0 && pattern.indexOf('\\') < 0;
    return name ->
        (!fixed || name.length() == pattern.length()) && compiled.matcher(name).matches();
  }

  List<Securable> visible(Statement.Show show, Kind kind, Run run) {
    Name scope = scope(show, run.session());
    List<Securable> all = scope == null ? catalog.all(kind) : catalog.below(kind, scope);
    return all.stream()
        .filter(found -> like(show.like).test(found.name().last()))
        .filter(found -> show.startsWith == null || found.name().last().startsWith(show.startsWith))
        .filter(found -> show.from == null || found.name().last().compareTo(show.from) > 0)
        .filter(found -> privileges.visible(run.session(), found.grants()))
        .filter(
            found ->
                run.session().isAdmin()
                    || privileges.canUseSchema(run.session(), found.name().parent()))
        .limit(show.limit == null ? MOST_ROWS : Math.min(show.limit, MOST_ROWS))
        .collect(Collectors.toList());
  }
}
