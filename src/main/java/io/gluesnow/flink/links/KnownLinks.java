package io.gluesnow.flink.links;

import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.LinkTarget;
import io.gluesnow.catalog.Scope;
import io.gluesnow.catalog.TableId;
import io.gluesnow.flink.LinkChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The resource links that are known, read both ways: where a table leads, and which tables and
 * databases show it. It grows with links, never with news of them: a link that is gone is
 * forgotten, and should older news of it come after that, it is known again until the next listing;
 * what comes of that is a question to Glue too many.
 *
 * <p>Links of links are followed for as long as they lead to something new.
 */
final class KnownLinks {
  private final Map<Scope, LinkChange> links = new HashMap<>();

  // The same once more, by where they lead; and which tables of a database are linked to.
  private final Map<TableId, Set<TableId>> tablesTo = new HashMap<>();
  private final Map<DatabaseId, Set<DatabaseId>> databasesTo = new HashMap<>();
  private final Map<DatabaseId, Set<TableId>> linkedTablesOf = new HashMap<>();

  int size() {
    return links.size();
  }

  /**
   * Takes note of news; what is older than what is known changes nothing.
   *
   * @return the links that are new or forgotten by it, the latter with no target
   */
  List<LinkChange> note(LinkChange change) {
    List<LinkChange> changed = new ArrayList<>();
    if (change.target().isPresent()) {
      LinkChange before = links.get(change.link());
      if (before == null || change.overrules(before)) {
        forget(before);
        add(change);
        changed.add(change);
      }
      return changed;
    }
    for (LinkChange before : coveredBy(change.link())) {
      if (change.overrules(before)) {
        forget(before);
        changed.add(LinkChange.gone(before.link(), change.at()));
      }
    }
    return changed;
  }

  private List<LinkChange> coveredBy(Scope gone) {
    List<LinkChange> covered = new ArrayList<>();
    if (gone.table().isEmpty()) {
      links.values().stream().filter(l -> gone.covers(l.link())).forEach(covered::add);
    } else if (links.containsKey(gone)) {
      covered.add(links.get(gone));
    }
    return covered;
  }

  private void add(LinkChange change) {
    Scope link = change.link();
    LinkTarget target = change.target().orElseThrow();
    links.put(link, change);
    if (target.table().isPresent()) {
      TableId to = target.table().get();
      tablesTo.computeIfAbsent(to, t -> new TreeSet<>()).add(link.table().orElseThrow());
      linkedTablesOf.computeIfAbsent(to.databaseId(), d -> new TreeSet<>()).add(to);
    } else {
      databasesTo
          .computeIfAbsent(target.database(), d -> new TreeSet<>())
          .add(link.database().orElseThrow());
    }
  }

  private void forget(LinkChange known) {
    if (known == null) {
      return;
    }
    Scope link = known.link();
    LinkTarget target = known.target().orElseThrow();
    links.remove(link);
    if (target.table().isEmpty()) {
      remove(databasesTo, target.database(), link.database().orElseThrow());
      return;
    }
    TableId to = target.table().get();
    remove(tablesTo, to, link.table().orElseThrow());
    if (!tablesTo.containsKey(to)) {
      remove(linkedTablesOf, to.databaseId(), to);
    }
  }

  private static <K, V> void remove(Map<K, Set<V>> map, K key, V value) {
    map.computeIfPresent(
        key,
        (k, values) -> {
          values.remove(value);
          return values.isEmpty() ? null : values;
        });
  }

  /**
   * The tables that show this one: links to it, and the tables of its name in databases that are
   * links to its own.
   */
  Set<TableId> showing(TableId table) {
    return reachable(table, this::links);
  }

  /**
   * The tables that are this one under other names: what it leads to if it is a link or stands in a
   * database that is one, and all that shows any of these.
   */
  Set<TableId> sameAs(TableId table) {
    return reachable(
        table,
        t -> {
          List<TableId> next = links(t);
          next.addAll(behind(t));
          return next;
        });
  }

  /** Whether it stands in a database that is a link. */
  boolean isInLinkedDatabase(TableId table) {
    return links.containsKey(Scope.of(table.databaseId()));
  }

  private static <T> Set<T> reachable(T from, Function<T, List<T>> steps) {
    Set<T> found = new LinkedHashSet<>();
    Deque<T> open = new ArrayDeque<>();
    found.add(from);
    open.add(from);
    while (!open.isEmpty()) {
      for (T next : steps.apply(open.remove())) {
        if (found.add(next)) {
          open.add(next);
        }
      }
    }
    found.remove(from);
    return found;
  }

  private List<TableId> links(TableId table) {
    List<TableId> next = new ArrayList<>(tablesTo.getOrDefault(table, Set.of()));
    for (DatabaseId link : databasesTo.getOrDefault(table.databaseId(), Set.of())) {
      next.add(link.table(table.table()));
    }
    return next;
  }

  private List<TableId> behind(TableId table) {
    List<TableId> next = new ArrayList<>();
    LinkChange ofTable = links.get(Scope.of(table));
    LinkChange ofDatabase = links.get(Scope.of(table.databaseId()));
    if (ofTable != null) {
      next.add(ofTable.target().flatMap(LinkTarget::table).orElseThrow());
    }
    if (ofDatabase != null) {
      next.add(ofDatabase.target().orElseThrow().database().table(table.table()));
    }
    return next;
  }

  /** The databases that show this one, since they are links to it. */
  Set<DatabaseId> showing(DatabaseId database) {
    return reachable(database, d -> List.copyOf(databasesTo.getOrDefault(d, Set.of())));
  }

  /** The tables of a database to which some table links. */
  Set<TableId> linkedTablesOf(DatabaseId database) {
    return linkedTablesOf.getOrDefault(database, Set.of());
  }
}
