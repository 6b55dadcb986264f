package io.gluesnow.flink.archive;

import io.gluesnow.cloudtrail.archive.ArchiveLocation;
import io.gluesnow.cloudtrail.archive.ArchiveScope;
import io.gluesnow.cloudtrail.archive.FolderStore;
import io.gluesnow.cloudtrail.archive.ObjectStore;
import io.gluesnow.cloudtrail.archive.S3ObjectStore;
import io.gluesnow.config.SyncConfig;
import io.gluesnow.config.SyncOptions;
import io.gluesnow.flink.RawRecord;
import java.net.URI;
import java.util.Objects;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * The objects that a trail has delivered, each read by one reader, all readers at work. It ends
 * when every object that the walk has met is read; what is delivered behind the walk's back is the
 * live source's to bring.
 */
public final class ArchiveSource implements Source<RawRecord, ArchiveSplit, ArchiveCursor> {
  private static final long serialVersionUID = 1L;

  private final ObjectStore.Access access;
  private final ArchiveLocation location;
  private final ArchiveScope scope;

  private ArchiveSource(ObjectStore.Access access, ArchiveLocation location, ArchiveScope scope) {
    this.access = Objects.requireNonNull(access, "access");
    this.location = Objects.requireNonNull(location, "location");
    this.scope = Objects.requireNonNull(scope, "scope");
  }

  /** The archive that the settings name; it must be configured. */
  public static ArchiveSource of(SyncConfig config) {
    ArchiveLocation location = config.archiveLocation().orElseThrow();
    return of(access(location, config), location, config.archiveScope());
  }

  /** Part of an archive in a store that is reached in some other way. */
  public static ArchiveSource of(
      ObjectStore.Access access, ArchiveLocation location, ArchiveScope scope) {
    return new ArchiveSource(access, location, scope);
  }

  private static ObjectStore.Access access(ArchiveLocation location, SyncConfig config) {
    if (location.bucket().isEmpty()) {
      return () -> FolderStore.of(location.folder().orElseThrow());
    }
    String bucket = location.bucket().get();
    String region = config.region().orElseThrow();
    URI endpoint = config.endpoint(SyncOptions.ARCHIVE_ENDPOINT).orElse(null);
    boolean local = config.get(SyncOptions.LOCAL_CREDENTIALS);
    return () -> S3ObjectStore.open(bucket, region, endpoint, local);
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<RawRecord, ArchiveSplit> createReader(SourceReaderContext context) {
    return ArchiveReader.of(access, context);
  }

  @Override
  public SplitEnumerator<ArchiveSplit, ArchiveCursor> createEnumerator(
      SplitEnumeratorContext<ArchiveSplit> context) {
    return restoreEnumerator(context, ArchiveCursor.start(name()));
  }

  @Override
  public SplitEnumerator<ArchiveSplit, ArchiveCursor> restoreEnumerator(
      SplitEnumeratorContext<ArchiveSplit> context, ArchiveCursor cursor) {
    if (!cursor.archive().equals(name())) {
      throw new FlinkRuntimeException(
          "The state that this job starts from holds a position in another archive ("
              + cursor.archive()
              + ") than the job is to read ("
              + name()
              + "). Finish that one first; then start once without source.archive.location and"
              + " with --allowNonRestoredState, which forgets the position, before reading this"
              + " one.");
    }
    return new ArchiveEnumerator(context, new ArchiveWalks(access, location, scope), cursor);
  }

  /** Says which part of which archive is read. */
  private String name() {
    return location + ", " + scope;
  }

  @Override
  public SimpleVersionedSerializer<ArchiveSplit> getSplitSerializer() {
    return new ArchiveSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<ArchiveCursor> getEnumeratorCheckpointSerializer() {
    return new ArchiveCursorSerializer();
  }
}
