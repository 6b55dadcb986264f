package io.gluesnow.glue;

import io.gluesnow.catalog.TableId;
import java.util.concurrent.CompletableFuture;

/** Glue as the job asks it. Implementations are safe for use by many threads. */
public interface GlueCatalog extends AutoCloseable {
  /**
   * Asks what the table is now. Neither blocks nor throws, and the future always completes
   * normally: within the time limits of the calls, or at {@link #close}. It may complete on any
   * thread, so whoever has a thread to keep continues on its own. Nothing is tried again in here:
   * {@link GlueAnswer#throttled} leaves that to the caller's back-off.
   */
  CompletableFuture<GlueAnswer> ask(TableId table);

  /** Frees what the calls need, within seconds; what is still on its way is answered first. */
  @Override
  void close();
}
