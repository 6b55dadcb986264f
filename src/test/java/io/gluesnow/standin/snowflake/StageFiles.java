package io.gluesnow.standin.snowflake;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** What lies in the buckets: full URLs of objects, set by tests and read by every refresh. */
public final class StageFiles {
  private final TreeSet<String> urls = new TreeSet<>();

  StageFiles() {}

  /** Puts an object there, such as {@code s3://bucket/path/file.parquet}. */
  public synchronized StageFiles add(String url) {
    urls.add(url);
    return this;
  }

  public synchronized StageFiles remove(String url) {
    urls.remove(url);
    return this;
  }

  /** Every object whose URL begins with the prefix. */
  public synchronized Set<String> below(String prefix) {
    Set<String> found = new TreeSet<>();
    for (String url : urls.tailSet(prefix)) {
      if (!url.startsWith(prefix)) {
        break;
      }
      found.add(url);
    }
    return Collections.unmodifiableSet(found);
  }
}
