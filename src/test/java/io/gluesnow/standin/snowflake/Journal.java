package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Every accepted statement in the order of execution. */
public final class Journal {
  private final List<JournalEntry> entries = new ArrayList<>();
  private final List<Consumer<JournalEntry>> listeners = new ArrayList<>();

  Journal() {}

  synchronized void add(
      String sql,
      Session session,
      String requestId,
      long begin,
      long end,
      boolean looks,
      SqlFailure failure) {
    JournalEntry entry =
        new JournalEntry(entries.size() + 1L, sql, session, requestId, begin, end, looks, failure);
    entries.add(entry);
    listeners.forEach(listener -> listener.accept(entry));
  }

  /**
   * Is called with each entry as it is written, under the server's lock: the listener must be
   * quick.
   */
  public synchronized void onEntry(Consumer<JournalEntry> listener) {
    listeners.add(listener);
  }

  public synchronized List<JournalEntry> entries() {
    return List.copyOf(entries);
  }

  public synchronized int size() {
    return entries.size();
  }

  /** Entries after the given number: what happened since {@link #size()} was that. */
  public synchronized List<JournalEntry> after(int number) {
    return List.copyOf(entries.subList(Math.min(number, entries.size()), entries.size()));
  }

  /** The texts of what changed the catalog, in order. */
  public List<String> applied() {
    return entries().stream()
        .filter(JournalEntry::applied)
        .map(JournalEntry::sql)
        .collect(Collectors.toList());
  }

  /** Everything but SHOW, DESCRIBE and SELECT, whether or not it succeeded. */
  public List<String> writes() {
    return entries().stream()
        .filter(entry -> !entry.looks())
        .map(JournalEntry::sql)
        .collect(Collectors.toList());
  }
}
