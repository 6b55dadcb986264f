package io.gluesnow.glue;

import io.gluesnow.catalog.Snapshot;
import java.util.concurrent.CompletableFuture;

/**
 * Glue's lists, page by page. No method blocks or throws, and each future completes normally:
 * within the time limits of the calls, or at {@link #close}. Nothing is tried again in here.
 */
public interface GlueListing extends AutoCloseable {
  /** Glue puts no more tables on a page. */
  int TABLES_A_PAGE = 100;

  /**
   * The databases of a catalog.
   *
   * @param catalog as in a table id; empty for the own one of the account that asks
   * @param token of the page that is wanted; empty for the first
   */
  CompletableFuture<ListAnswer<ListedDatabase>> databases(
      String catalog, String region, String token);

  /**
   * The tables of a database, each as a snapshot asked for when the page was. Those behind a link
   * are asked for where it leads and have the link's id.
   */
  CompletableFuture<ListAnswer<Snapshot>> tables(ListedDatabase database, String token);

  /** Frees what the calls need, within seconds; what is still on its way is answered first. */
  @Override
  void close();
}
