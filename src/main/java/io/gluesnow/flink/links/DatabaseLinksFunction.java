package io.gluesnow.flink.links;

import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.Scope;
import io.gluesnow.catalog.TableId;
import io.gluesnow.flink.StoredTypes;
import io.gluesnow.flink.Sweep;
import io.gluesnow.flink.TableNews;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * What befalls a database befalls each database that is a resource link to it: their known tables
 * are doubtful too. So is each resource link to a table of either; there is no event for those
 * tables, and the links stand in other databases, so these leave on the side one by one.
 */
public final class DatabaseLinksFunction extends LinkedFunction<Sweep, Sweep> {
  private static final long serialVersionUID = 1L;

  /** News of single tables that are links into the database. */
  public static final OutputTag<TableNews> TABLES =
      new OutputTag<>("links-into-databases", StoredTypes.TABLE_NEWS);

  public DatabaseLinksFunction(Selected selected) {
    super(selected);
  }

  @Override
  public void processElement(Sweep sweep, ReadOnlyContext context, Collector<Sweep> out) {
    out.collect(sweep);
    if (!isAboutADatabase(sweep)) {
      return;
    }
    DatabaseId database = sweep.scope().database().orElseThrow();
    Set<DatabaseId> showing = links().showing(database);
    showing.forEach(link -> out.collect(Sweep.of(sweep.cause(), Scope.of(link), sweep.causedAt())));

    Set<TableId> linked = new LinkedHashSet<>(links().linkedTablesOf(database));
    showing.forEach(link -> linked.addAll(links().linkedTablesOf(link)));
    Set<TableId> tables = new LinkedHashSet<>();
    linked.forEach(table -> tables.addAll(links().showing(table)));
    tables.removeIf(table -> isCovered(table, database, showing));
    tell(tables, sweep.causedAt(), Set.of(), news -> context.output(TABLES, news));
  }

  private static boolean isCovered(TableId table, DatabaseId swept, Set<DatabaseId> showing) {
    return table.databaseId().equals(swept) || showing.contains(table.databaseId());
  }

  /** Orders, listings and the policy are about what they name and nothing else. */
  private static boolean isAboutADatabase(Sweep sweep) {
    boolean caused =
        sweep.cause() == Sweep.Cause.DATABASE_DELETED
            || sweep.cause() == Sweep.Cause.DATABASE_CHANGED;
    return caused && sweep.scope().table().isEmpty() && sweep.scope().database().isPresent();
  }
}
