package io.gluesnow.flink.archive;

import io.gluesnow.cloudtrail.archive.ObjectStore;

/** The store of one reader, opened when the first object is read, and outliving its fetchers. */
final class SharedStore implements AutoCloseable {
  private final ObjectStore.Access access;
  private ObjectStore store;

  SharedStore(ObjectStore.Access access) {
    this.access = access;
  }

  synchronized ObjectStore get() {
    if (store == null) {
      store = access.open();
    }
    return store;
  }

  @Override
  public synchronized void close() {
    if (store != null) {
      store.close();
    }
  }
}
