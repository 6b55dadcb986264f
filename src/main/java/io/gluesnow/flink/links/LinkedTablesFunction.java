package io.gluesnow.flink.links;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.LinkTarget;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableId;
import io.gluesnow.config.SyncConfig;
import io.gluesnow.config.SyncOptions;
import io.gluesnow.flink.CloudAccess;
import io.gluesnow.flink.Metrics;
import io.gluesnow.flink.TableNews;
import io.gluesnow.glue.AwsGlueListing;
import io.gluesnow.glue.GlueListing;
import io.gluesnow.glue.ListAnswer;
import io.gluesnow.glue.ListedDatabase;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database that becomes a resource link shows tables of which no event will speak: they are
 * listed once, where it leads, and each is looked at. Only their ids are held, whatever their
 * number. What cannot be listed is said in the log and left to the next round of listing.
 */
public final class LinkedTablesFunction extends RichAsyncFunction<CatalogEvent, TableNews> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(LinkedTablesFunction.class);

  private static final int MOST_FAILURES = 6;
  private static final long FIRST_PAUSE_MILLIS = 1_000;

  /** Opens what lists Glue; travels with the job graph, so it holds no client. */
  public interface Lists extends Serializable {
    GlueListing open();
  }

  /** Does something later, on another thread; injected so that tests own the time. */
  interface Timer extends Serializable {
    Executor after(Duration pause);
  }

  private final Lists lists;
  private final LinkedFunction.Selected selected;
  private final Duration stale;
  private final Timer timer;

  private transient GlueListing glue;
  private transient AtomicInteger atWork;

  /**
   * @param stale how long Glue may not show yet that the database is a link
   */
  LinkedTablesFunction(Lists lists, LinkedFunction.Selected selected, Duration stale, Timer timer) {
    this.lists = lists;
    this.selected = selected;
    this.stale = stale;
    this.timer = timer;
  }

  public static LinkedTablesFunction of(SyncConfig config) {
    return new LinkedTablesFunction(
        () ->
            AwsGlueListing.open(
                CloudAccess.glue(config)
                    .withRequestsPerSecond(config.get(SyncOptions.LISTING_RATE)),
                Clock.systemUTC()),
        config.selection()::covers,
        config.get(SyncOptions.ASK_AGAIN),
        pause -> CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void open(Configuration parameters) {
    glue = lists.open();
    atWork = new AtomicInteger();
    Metrics.group(getRuntimeContext().getMetricGroup())
        .gauge("databases-being-listed", () -> atWork.get());
  }

  @Override
  public void asyncInvoke(CatalogEvent event, ResultFuture<TableNews> result) {
    Optional<LinkTarget> target = event.linkTarget().filter(to -> to.table().isEmpty());
    if (event.table().isPresent() || target.isEmpty()) {
      result.complete(List.of());
      return;
    }
    atWork.incrementAndGet();
    ListedDatabase link = ListedDatabase.link(event.database(), target.get().database());
    timer.after(stale).execute(() -> new Walk(link, event, result).ask());
  }

  @Override
  public void timeout(CatalogEvent event, ResultFuture<TableNews> result) {
    LOG.warn(
        "the tables behind the link {} took too long to list, and come with the next listing",
        event.database());
    result.complete(List.of());
  }

  @Override
  public void close() {
    if (glue != null) {
      glue.close();
    }
  }

  /** The pages of one database, one after the other. */
  private final class Walk implements ListAnswer.Visitor<Snapshot, Void> {
    private final ListedDatabase link;
    private final CatalogEvent event;
    private final ResultFuture<TableNews> result;
    private final List<TableNews> found = new ArrayList<>();
    private String token = "";
    private int failures;
    private boolean ended;

    Walk(ListedDatabase link, CatalogEvent event, ResultFuture<TableNews> result) {
      this.link = link;
      this.event = event;
      this.result = result;
    }

    void ask() {
      glue.tables(link, token)
          .thenAccept(answer -> answer.accept(this))
          .exceptionally(fault -> giveUp("it went wrong: " + fault));
    }

    @Override
    public Void page(List<Snapshot> tables, Optional<String> next) {
      for (Snapshot table : tables) {
        TableId id = table.table();
        if (selected.selects(id)) {
          found.add(TableNews.linkTargetChanged(id, event.time(), List.of()));
        }
      }
      failures = 0;
      if (next.isEmpty()) {
        end();
      } else if (next.get().equals(token)) {
        giveUp("the next page is this one again, and would be for ever");
      } else {
        token = next.get();
        ask();
      }
      return null;
    }

    @Override
    public Void expired(String reason) {
      token = "";
      found.clear();
      return again(reason);
    }

    @Override
    public Void throttled(String reason) {
      return again(reason);
    }

    @Override
    public Void missing(String reason) {
      return giveUp(reason);
    }

    @Override
    public Void denied(String reason) {
      return giveUp(reason);
    }

    @Override
    public Void invalid(String reason) {
      return giveUp(reason);
    }

    private Void again(String reason) {
      failures++;
      if (failures >= MOST_FAILURES) {
        return giveUp(reason);
      }
      timer.after(Duration.ofMillis(FIRST_PAUSE_MILLIS << failures)).execute(this::ask);
      return null;
    }

    private Void giveUp(String reason) {
      LOG.warn(
          "the tables behind the link {} cannot be listed, and come with the next listing or event:"
              + " {}",
          link,
          reason);
      end();
      return null;
    }

    private void end() {
      if (!ended) {
        ended = true;
        atWork.decrementAndGet();
        result.complete(found);
      }
    }
  }
}
