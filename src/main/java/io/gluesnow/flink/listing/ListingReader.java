package io.gluesnow.flink.listing;

import io.gluesnow.glue.GlueListing;
import io.gluesnow.glue.ListedDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists a catalog round by round, with one question out at a time. The task's thread only hands on
 * what has come: clients are opened and asked on other threads, and their answers wait as mails. It
 * holds one page at most, which counts as done once all of it was handed on.
 */
final class ListingReader implements SourceReader<ListingItem, ListingSplit> {
  private static final Logger LOG = LoggerFactory.getLogger(ListingReader.class);

  private final SourceReaderContext context;
  private final ListingSettings settings;
  private final ListingAccess access;
  private final Clock clock;
  private final Queue<Runnable> mails = new ConcurrentLinkedQueue<>();
  private final Queue<ListingItem> found = new ArrayDeque<>();
  private volatile CompletableFuture<Void> available = new CompletableFuture<>();

  /** Null until it is given; replaced as the listing goes on, and shown by gauges. */
  private volatile ListingSplit split;

  /** How the round stands once all that was found is handed on. */
  private ListingRound next;

  private boolean waiting;
  private int failures;

  ListingReader(
      SourceReaderContext context, ListingSettings settings, ListingAccess access, Clock clock) {
    this.context = Objects.requireNonNull(context, "context");
    this.settings = Objects.requireNonNull(settings, "settings");
    this.access = Objects.requireNonNull(access, "access");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  @Override
  public void start() {
    ListingMetrics.register(
        context.metricGroup(), () -> Optional.ofNullable(split).orElse(ListingSplit.NEW));
    if (split == null) {
      context.sendSplitRequest();
    }
  }

  @Override
  public void addSplits(List<ListingSplit> splits) {
    split = splits.get(0);
    available.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {}

  @Override
  public InputStatus pollNext(ReaderOutput<ListingItem> output) {
    for (Runnable mail = mails.poll(); mail != null; mail = mails.poll()) {
      mail.run();
    }
    if (!found.isEmpty()) {
      output.collect(found.remove());
      if (found.isEmpty()) {
        goOn();
      }
      return InputStatus.MORE_AVAILABLE;
    }
    if (split != null && !waiting) {
      ask();
    }
    CompletableFuture<Void> nothing = new CompletableFuture<>();
    available = nothing;
    if (!mails.isEmpty()) {
      nothing.complete(null);
    }
    return InputStatus.NOTHING_AVAILABLE;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return available;
  }

  @Override
  public List<ListingSplit> snapshotState(long checkpointId) {
    return split == null ? List.of() : List.of(split);
  }

  // ---- one question after the other ---------------------------------------------------------

  private void ask() {
    if (!split.isAtWork() && !begin()) {
      return;
    }
    waiting = true;
    Optional<ListingClients.Opened> clients = access.clients();
    if (clients.isPresent()) {
      ask(clients.get(), split.round().orElseThrow());
    } else {
      access.open(() -> mail(() -> waiting = false), reason -> mail(() -> later(reason)));
    }
  }

  /** Whether it is time for a round; if not, waits until it is, which may be for ever. */
  private boolean begin() {
    Instant now = clock.instant();
    if (settings.interval().isEmpty() && split.roundsDone() > 0) {
      waiting = true;
      return false;
    }
    Instant begins = settings.interval().map(split::nextAt).orElse(Instant.MIN);
    if (begins.isAfter(now)) {
      await(Duration.between(now, begins));
      return false;
    }
    String own = split.round().map(ListingRound::own).orElse("");
    split = split.with(ListingRound.start(now, settings.places(), own));
    LOG.info("a round of listing the catalog begins");
    return true;
  }

  private void ask(ListingClients.Opened clients, ListingRound round) {
    GlueListing glue = clients.glue();
    switch (round.phase()) {
      case DATABASES:
        ListingPlace place = round.places().get(0);
        take(
            glue.databases(place.catalog(), place.region(), round.token()),
            answer -> ListingTurn.ofDatabases(round, answer, settings.selection()));
        return;
      case TABLES:
        ListedDatabase database = round.databases().get(0);
        take(
            glue.tables(database, round.token()),
            answer -> ListingTurn.ofTables(round, answer, settings.selection()));
        return;
      case MARKS:
        take(clients.marks().page(round.marks()), answer -> ListingTurn.ofMarks(round, answer));
        return;
      default:
        throw new IllegalStateException("nothing is asked in " + round);
    }
  }

  private <A> void take(CompletableFuture<A> answer, Function<A, ListingTurn> turn) {
    answer.whenComplete(
        (given, fault) ->
            mail(
                () -> {
                  if (fault == null) {
                    took(turn.apply(given));
                  } else {
                    later("a fault of ours: " + fault);
                  }
                }));
  }

  private void took(ListingTurn turn) {
    if (turn.again()) {
      later(turn.report());
      return;
    }
    waiting = false;
    failures = 0;
    if (!turn.report().isEmpty()) {
      LOG.warn("{}", turn.report());
    }
    found.addAll(turn.items());
    next = turn.next();
    if (next.phase() == ListingRound.Phase.ENDED) {
      for (String region : settings.regions()) {
        found.add(ListingItem.roundEnded(next.startedAt(), next.scope(region)));
      }
    }
    if (found.isEmpty()) {
      goOn();
    }
  }

  /** All of a page was handed on. */
  private void goOn() {
    split = split.with(next);
    if (!split.isAtWork()) {
      LOG.info("a round of listing the catalog has ended: {}", next.counts());
    }
  }

  /** Asks the same again after a pause, longer each time, and different for each who waits. */
  private void later(String reason) {
    failures++;
    if (failures == 1) {
      LOG.warn("the catalog listing waits and tries again: {}", reason);
    }
    long pause = settings.pause(failures).toMillis();
    await(Duration.ofMillis(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1)));
  }

  private void await(Duration time) {
    waiting = true;
    access.after(time, () -> mail(() -> waiting = false));
  }

  /** From any thread. */
  private void mail(Runnable mail) {
    mails.add(mail);
    available.complete(null);
  }

  @Override
  public void close() {
    access.close();
  }
}
