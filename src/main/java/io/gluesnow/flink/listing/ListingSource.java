package io.gluesnow.flink.listing;

import io.gluesnow.config.SyncConfig;
import io.gluesnow.config.SyncOptions;
import java.time.Clock;
import java.util.Objects;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The catalog itself: all databases and tables of Glue by pages, and at the end of each round our
 * marks in Snowflake; once, or again and again. Both event paths are best effort, so this is what
 * notices, within an interval, whatever they have lost. Runs at parallelism 1.
 *
 * <p>A round goes on after a restart where it was, and the moment of the next is in the state, so
 * that a restart repeats neither. It is at least once: the page at work comes again.
 *
 * <p>It never ends, not even a listing that is made once; that it is done says the gauge {@code
 * listing-rounds-done}. A source that has ended is never run again from a savepoint, nor is what it
 * alone feeds, whatever the settings have become: a bootstrap could not become a daily listing.
 */
public final class ListingSource implements Source<ListingItem, ListingSplit, ListingSplit> {
  private static final long serialVersionUID = 1L;

  private final SyncConfig config;
  private final ListingClients clients;

  private ListingSource(SyncConfig config, ListingClients clients) {
    this.config = Objects.requireNonNull(config, "config");
    this.clients = Objects.requireNonNull(clients, "clients");
    if (config.get(SyncOptions.LISTING_MODE) == SyncOptions.Listing.OFF) {
      throw new IllegalArgumentException(SyncOptions.LISTING_MODE.key() + " is off");
    }
  }

  /** The listing that these settings ask for; they must not say {@code off}. */
  public static ListingSource of(SyncConfig config) {
    return new ListingSource(config, new CloudListingClients(config));
  }

  /** With others than the real Glue and Snowflake. */
  public ListingSource withClients(ListingClients others) {
    return new ListingSource(config, others);
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<ListingItem, ListingSplit> createReader(SourceReaderContext context) {
    Clock clock = Clock.systemUTC();
    ListingSettings settings =
        ListingSettings.of(
            config.listingRegions(),
            config.listingCatalogs(),
            config.selection(),
            config.get(SyncOptions.LISTING_MODE) == SyncOptions.Listing.ONCE
                ? null
                : config.get(SyncOptions.LISTING_INTERVAL),
            config.get(SyncOptions.RETRY_MIN),
            config.get(SyncOptions.RETRY_MAX));
    return new ListingReader(context, settings, ListingAccess.of(clients, clock), clock);
  }

  @Override
  public SplitEnumerator<ListingSplit, ListingSplit> createEnumerator(
      SplitEnumeratorContext<ListingSplit> context) {
    return new ListingEnumerator(context, ListingSplit.NEW);
  }

  @Override
  public SplitEnumerator<ListingSplit, ListingSplit> restoreEnumerator(
      SplitEnumeratorContext<ListingSplit> context, ListingSplit restored) {
    return new ListingEnumerator(context, restored);
  }

  @Override
  public SimpleVersionedSerializer<ListingSplit> getSplitSerializer() {
    return new ListingSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<ListingSplit> getEnumeratorCheckpointSerializer() {
    return new ListingSplitSerializer();
  }
}
