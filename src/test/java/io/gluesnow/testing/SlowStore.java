package io.gluesnow.testing;

import io.gluesnow.cloudtrail.archive.FolderStore;
import io.gluesnow.cloudtrail.archive.ObjectStore;
import io.gluesnow.cloudtrail.archive.StoredObject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A folder that gives its bytes in drops, and whose readers fail once, at a drop that was set. */
public final class SlowStore implements ObjectStore {
  private static final int DROP = 256;

  /** Of all stores in this process: a store travels in the job graph as the way to open it. */
  private static final AtomicInteger UNTIL_FAILURE = new AtomicInteger(-1);

  private final FolderStore folder;
  private final long pauseMillis;

  private SlowStore(Path root, long pauseMillis) {
    this.folder = FolderStore.of(root);
    this.pauseMillis = pauseMillis;
  }

  /**
   * @param pauseMillis before each drop
   */
  public static ObjectStore.Access access(Path root, long pauseMillis) {
    String path = root.toString();
    return () -> new SlowStore(Path.of(path), pauseMillis);
  }

  /** Lets the reader fail that reads this drop, counted from now over all readers. */
  public static void failAtDrop(int drop) {
    UNTIL_FAILURE.set(drop);
  }

  /** Whether the failure that was set has happened. */
  public static boolean hasFailed() {
    return UNTIL_FAILURE.get() < 0;
  }

  @Override
  public List<String> folders(String prefix) throws IOException {
    return folder.folders(prefix);
  }

  @Override
  public List<StoredObject> objects(String prefix, String after, int most) throws IOException {
    return folder.objects(prefix, after, most);
  }

  @Override
  public InputStream open(String key) throws IOException {
    return new FilterInputStream(folder.open(key)) {
      @Override
      public int read(byte[] into, int from, int length) throws IOException {
        try {
          TimeUnit.MILLISECONDS.sleep(pauseMillis);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        if (UNTIL_FAILURE.get() >= 0 && UNTIL_FAILURE.getAndDecrement() == 0) {
          throw new IllegalStateException("this machine has died");
        }
        return super.read(into, from, Math.min(length, DROP));
      }
    };
  }

  @Override
  public String address(String key) {
    return folder.address(key);
  }

  @Override
  public void close() {
    folder.close();
  }
}
