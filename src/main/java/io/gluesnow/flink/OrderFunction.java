package io.gluesnow.flink;

import io.gluesnow.catalog.ControlEvent;
import io.gluesnow.catalog.Scope;
import io.gluesnow.catalog.TableId;
import java.util.Optional;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * A person's orders into news of many tables, which every instance of converge hears; a resync of
 * one table leaves on the side, since that table need not be known yet.
 */
public final class OrderFunction extends ProcessFunction<ControlEvent, ScopeNews> {
  private static final long serialVersionUID = 1L;

  /** Orders to look at one table again. */
  public static final OutputTag<TableNews> ONE_TABLE =
      new OutputTag<>("one-table", StoredTypes.TABLE_NEWS);

  @Override
  public void processElement(ControlEvent order, Context context, Collector<ScopeNews> out) {
    Scope scope = order.scope();
    Optional<TableId> table = scope.table();
    switch (order.command()) {
      case PAUSE:
        out.collect(ScopeNews.pause(Pause.begin(scope, order.time())));
        break;
      case RESUME:
        out.collect(ScopeNews.pause(Pause.end(scope, order.time())));
        break;
      case RESYNC:
        if (table.isPresent()) {
          context.output(ONE_TABLE, TableNews.resync(table.get(), order.time()));
        } else {
          out.collect(ScopeNews.sweep(Sweep.of(Sweep.Cause.RESYNC, scope, order.time())));
        }
        break;
    }
  }
}
