package io.gluesnow.flink.links;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.Doubt;
import io.gluesnow.flink.TableNews;
import org.apache.flink.util.Collector;

/**
 * A doubt about a table is one about each resource link to it too, about the same table of each
 * database that is a link to its own, and about what it leads to if it is a link itself: Glue lets
 * people change a table by the name of a link.
 *
 * <p>The doubt itself goes on as it is and answers for its events; what is said besides is counted
 * apart.
 */
public final class LinksFunction extends LinkedFunction<Doubt, TableNews> {
  private static final long serialVersionUID = 1L;

  public LinksFunction(Selected selected) {
    super(selected);
  }

  @Override
  public void processElement(Doubt doubt, ReadOnlyContext context, Collector<TableNews> out) {
    out.collect(TableNews.events(doubt));
    // What was in between is not known; a listing finds what that may have changed elsewhere.
    boolean lastTellsMore =
        doubt.first().kind() == CatalogEvent.Kind.TABLE_CREATED
            || doubt.first().kind() == CatalogEvent.Kind.TABLE_DELETED;
    spread(lastTellsMore ? doubt.last() : doubt.first(), doubt.last().time(), doubt.paths(), out);
  }
}
