package io.gluesnow.flink.links;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.TableId;
import io.gluesnow.flink.LinkChange;
import io.gluesnow.flink.LinkChangeSerializer;
import io.gluesnow.flink.Metrics;
import io.gluesnow.flink.TableNews;
import io.gluesnow.flink.ValueTypeInfo;
import java.io.Serializable;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * A step that knows all resource links, since news of them are broadcast to each instance. The
 * state holds each link with where it leads and since when, so that of news in any order the latest
 * counts; what else is asked of it is computed from that when it is restored.
 */
public abstract class LinkedFunction<I, O> extends BroadcastProcessFunction<I, LinkChange, O>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** By the link's text form. How the broadcast input must be broadcast. */
  public static final MapStateDescriptor<String, LinkChange> LINKS =
      new MapStateDescriptor<>("links", Types.STRING, ValueTypeInfo.of(new LinkChangeSerializer()));

  /** Which tables the job is about at all; the rest is left alone. */
  public interface Selected extends Serializable {
    boolean selects(TableId table);
  }

  private final Selected selected;

  private transient BroadcastState<String, LinkChange> state;
  private transient KnownLinks links;

  LinkedFunction(Selected selected) {
    this.selected = selected;
  }

  @Override
  public final void initializeState(FunctionInitializationContext context) throws Exception {
    state = context.getOperatorStateStore().getBroadcastState(LINKS);
    links = new KnownLinks();
    state.immutableEntries().forEach(link -> links.note(link.getValue()));
  }

  @Override
  public final void open(Configuration parameters) {
    Metrics.group(getRuntimeContext().getMetricGroup()).gauge("links-known", () -> links.size());
  }

  @Override
  public final void processBroadcastElement(LinkChange change, Context context, Collector<O> out)
      throws Exception {
    for (LinkChange changed : links.note(change)) {
      if (changed.target().isPresent()) {
        state.put(changed.link().toString(), changed);
      } else {
        state.remove(changed.link().toString());
      }
    }
  }

  final KnownLinks links() {
    return links;
  }

  /**
   * What an event of a table means for others. What shows the table is doubtful; and where the
   * event may have changed something else through the table, which is a link, that and all that
   * shows it: Glue carries out an update of a link at its target, and everything in a linked
   * database there.
   *
   * @param paths which files have changed
   */
  final void spread(
      CatalogEvent event, Instant causedAt, Set<String> paths, Collector<TableNews> out) {
    TableId table = event.table().orElseThrow();
    boolean ofTheLinkItself =
        event.kind() == CatalogEvent.Kind.TABLE_CREATED
            || event.kind() == CatalogEvent.Kind.TABLE_DELETED;
    tell(
        ofTheLinkItself && !links.isInLinkedDatabase(table)
            ? links.showing(table)
            : links.sameAs(table),
        causedAt,
        paths,
        out::collect);
  }

  final void tell(
      Set<TableId> tables, Instant causedAt, Set<String> paths, Consumer<TableNews> out) {
    for (TableId table : tables) {
      if (selected.selects(table)) {
        out.accept(TableNews.linkTargetChanged(table, causedAt, paths));
      }
    }
  }

  @Override
  public final void snapshotState(FunctionSnapshotContext context) {
    // The state is kept with each change.
  }
}
