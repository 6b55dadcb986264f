package io.gluesnow.flink.listing;

import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.LinkTarget;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableId;
import io.gluesnow.flink.LinkChange;
import io.gluesnow.flink.ListingScope;
import io.gluesnow.flink.ScopeNews;
import io.gluesnow.flink.StoredTypes;
import io.gluesnow.flink.Sweep;
import io.gluesnow.flink.TableNews;
import io.gluesnow.plan.ObjectName;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * What a listing finds into news of tables. Where links lead, and that a round has ended, leave on
 * the side.
 */
public final class UnfoldFunction extends ProcessFunction<ListingItem, TableNews> {
  private static final long serialVersionUID = 1L;

  /** Where links lead. */
  public static final OutputTag<LinkChange> LINKS =
      new OutputTag<>("listed-links", StoredTypes.LINK_CHANGE);

  /** Rounds that have ended. */
  public static final OutputTag<ScopeNews> ROUNDS =
      new OutputTag<>("listed-rounds", StoredTypes.SCOPE_NEWS);

  @Override
  public void processElement(ListingItem item, Context context, Collector<TableNews> out) {
    item.accept(
        new ListingItem.Visitor<Void, RuntimeException>() {
          @Override
          public Void table(Snapshot page) {
            out.collect(TableNews.listed(page));
            return null;
          }

          @Override
          public Void link(
              DatabaseId database, Optional<TableId> table, LinkTarget target, Instant askedAt) {
            context.output(
                LINKS,
                table.isPresent()
                    ? LinkChange.leads(table.get(), target.table().orElseThrow(), askedAt)
                    : LinkChange.leads(database, target.database(), askedAt));
            return null;
          }

          @Override
          public Void mark(TableId table, ObjectName name) {
            out.collect(TableNews.marked(table, name));
            return null;
          }

          @Override
          public Void roundEnded(Instant startedAt, ListingScope scope) {
            context.output(ROUNDS, ScopeNews.sweep(Sweep.ofRound(scope, startedAt)));
            return null;
          }
        });
  }
}
