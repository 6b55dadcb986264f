package io.gluesnow.flink.links;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.flink.TableNews;
import org.apache.flink.util.Collector;

/**
 * An event of a table that is not selected ends as filtered, but the table may be shown by a
 * resource link that is: that link is doubtful then. Of the event itself nothing goes on.
 */
public final class UnselectedLinksFunction extends LinkedFunction<CatalogEvent, TableNews> {
  private static final long serialVersionUID = 1L;

  public UnselectedLinksFunction(Selected selected) {
    super(selected);
  }

  @Override
  public void processElement(
      CatalogEvent event, ReadOnlyContext context, Collector<TableNews> out) {
    if (event.table().isPresent()) {
      spread(event, event.time(), event.paths(), out);
    }
  }
}
