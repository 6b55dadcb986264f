package io.gluesnow.flink.archive;

import io.gluesnow.cloudtrail.archive.ArchiveLocation;
import io.gluesnow.cloudtrail.archive.ArchiveScope;
import io.gluesnow.cloudtrail.archive.ObjectStore;
import io.gluesnow.cloudtrail.archive.StoredObject;
import io.gluesnow.cloudtrail.archive.TrailWalk;
import java.io.IOException;
import java.util.List;

/**
 * Two walks through one archive: one finds objects to hand out, as many as are asked for; the other
 * goes ahead and only counts, so that people can be told how much there is. Every step blocks for
 * one call, so it is taken on the enumerator's worker thread, of which there is one.
 */
final class ArchiveWalks {
  /** What a step has found. */
  static final class Found {
    private final List<StoredObject> objects;
    private final boolean last;

    private Found(List<StoredObject> objects, boolean last) {
      this.objects = objects;
      this.last = last;
    }

    List<StoredObject> objects() {
      return objects;
    }

    /** Whether nothing follows. */
    boolean isLast() {
      return last;
    }
  }

  private final ObjectStore.Access access;
  private final ArchiveLocation location;
  private final ArchiveScope scope;

  private ObjectStore store;
  private TrailWalk finding;
  private TrailWalk counting;
  private boolean closed;

  ArchiveWalks(ObjectStore.Access access, ArchiveLocation location, ArchiveScope scope) {
    this.access = access;
    this.location = location;
    this.scope = scope;
  }

  /**
   * The next objects to hand out, often none.
   *
   * @param start where the walk begins if this is its first step
   */
  Found find(String start) throws IOException {
    if (finding == null) {
      finding = new TrailWalk(store(), location, scope, start);
    }
    return step(finding);
  }

  /**
   * The next objects to count, often none.
   *
   * @param start where the walk begins if this is its first step
   */
  Found count(String start) throws IOException {
    if (counting == null) {
      counting = new TrailWalk(store(), location, scope, start);
    }
    return step(counting);
  }

  private static Found step(TrailWalk walk) throws IOException {
    List<StoredObject> objects = walk.step();
    return new Found(objects, walk.isDone());
  }

  private synchronized ObjectStore store() throws IOException {
    if (closed) {
      throw new IOException("the walk has ended");
    }
    if (store == null) {
      store = access.open();
    }
    return store;
  }

  /** By another thread than the worker, which a call on the way fails for. */
  synchronized void close() {
    closed = true;
    if (store != null) {
      store.close();
    }
  }
}
