package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.List;

/**
 * SHOW TERSE DATABASES and SHOW TERSE SCHEMAS: https://docs.snowflake.com/en/sql-reference/sql/
 * show-databases and show-schemas. Ordered by database and name; FROM gives the names above the
 * given one; without LIMIT, more than ten thousand rows are an error.
 */
final class ContainerListing {
  private static final String INFORMATION_SCHEMA = "INFORMATION_SCHEMA";

  private final ShowScope scope;
  private final Catalog catalog;
  private final Privileges privileges;

  ContainerListing(ShowScope scope, Catalog catalog, Privileges privileges) {
    this.scope = scope;
    this.catalog = catalog;
    this.privileges = privileges;
  }

  Result databases(Statement.Show show, Run run) {
    List<List<String>> rows = new ArrayList<>();
    for (Securable database : catalog.all(Kind.DATABASE)) {
      if (wanted(show, database.name().last()) && visible(run, database)) {
        rows.add(row(database, database.name().last(), null));
      }
    }
    return terse(show, rows);
  }

  Result schemas(Statement.Show show, Run run) {
    Name within = scope.scope(show, run.session());
    List<List<String>> rows = new ArrayList<>();
    for (Securable database : catalog.all(Kind.DATABASE)) {
      if (!visible(run, database) || within != null && !within.equals(database.name())) {
        continue;
      }
      String name = database.name().last();
      boolean ownShown = false;
      for (Securable schema : catalog.below(Kind.SCHEMA, database.name())) {
        String last = schema.name().last();
        // Every database has this one, and everybody can see it.
        if (!ownShown && last.compareTo(INFORMATION_SCHEMA) > 0) {
          information(show, database, rows);
          ownShown = true;
        }
        if (wanted(show, last) && visible(run, schema)) {
          rows.add(row(schema, last, name));
        }
      }
      if (!ownShown) {
        information(show, database, rows);
      }
    }
    return terse(show, rows);
  }

  private static void information(
      Statement.Show show, Securable database, List<List<String>> rows) {
    if (wanted(show, INFORMATION_SCHEMA)) {
      rows.add(row(database, INFORMATION_SCHEMA, database.name().last()));
    }
  }

  private boolean visible(Run run, Securable found) {
    return privileges.visible(run.session(), found.grants());
  }

  private static boolean wanted(Statement.Show show, String name) {
    return ShowScope.like(show.like).test(name)
        && (show.startsWith == null || name.startsWith(show.startsWith))
        && (show.from == null || name.compareTo(show.from) > 0);
  }

  private static List<String> row(Securable found, String name, String database) {
    return Result.row(Result.moment(found.createdOn()), name, null, database, null);
  }

  private static Result terse(Statement.Show show, List<List<String>> rows) {
    if (show.limit == null && rows.size() > ShowScope.MOST_ROWS) {
      throw SqlFailure.refused("The result set has more than 10000 rows: use LIMIT.");
    }
    int most = show.limit == null ? rows.size() : Math.min(show.limit, rows.size());
    return Result.of(
        List.of(
            ResultColumn.moment("created_on"),
            ResultColumn.text("name"),
            ResultColumn.text("kind"),
            ResultColumn.text("database_name"),
            ResultColumn.text("schema_name")),
        rows.subList(0, most));
  }
}
