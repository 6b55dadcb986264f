package io.gluesnow.converge;

import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Wishes to register files again, all of a table's or those below some paths, merged. */
public final class Wishes {
  /** Beyond this many paths one listing of everything is cheaper. */
  static final int MANY = 100;

  private final boolean all;
  private final SortedSet<String> paths;
  private final OpenDoubt events;

  private Wishes(boolean all, Collection<String> paths, OpenDoubt events) {
    this.all = all || paths.size() > MANY;
    this.paths =
        Collections.unmodifiableSortedSet(new TreeSet<>(this.all ? List.<String>of() : paths));
    this.events = events;
  }

  /**
   * @param all whether all files are to be listed; {@code paths} then do not matter
   * @param events the events that are accounted for when the files are registered, or null
   */
  public static Wishes of(boolean all, Collection<String> paths, OpenDoubt events) {
    if (!all && paths.isEmpty()) {
      throw new IllegalArgumentException("a wish names a path or all files");
    }
    return new Wishes(all, paths, events);
  }

  static Wishes forAll() {
    return new Wishes(true, List.of(), null);
  }

  /** Both as one; {@code null} is none. */
  public Wishes and(Wishes other) {
    if (other == null) {
      return this;
    }
    TreeSet<String> both = new TreeSet<>(paths);
    both.addAll(other.paths);
    return new Wishes(all || other.all, both, OpenDoubt.merged(events, other.events));
  }

  /** What is left when the first statement is done; empty for nothing. */
  Optional<Wishes> afterFirst() {
    return all || paths.size() <= 1
        ? Optional.empty()
        : Optional.of(new Wishes(false, paths.tailSet(paths.first() + '\0'), events));
  }

  /** The statements that fulfil them, in order. */
  List<Statement> statements(ObjectName name) {
    List<Statement> statements = new ArrayList<>();
    if (all) {
      statements.add(Statement.Refresh.all(name));
    }
    paths.forEach(path -> statements.add(Statement.Refresh.below(name, path)));
    return statements;
  }

  public boolean all() {
    return all;
  }

  public SortedSet<String> paths() {
    return paths;
  }

  /** The events that have their outcome when the files are registered. */
  public Optional<OpenDoubt> events() {
    return Optional.ofNullable(events);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Wishes
        && all == ((Wishes) o).all
        && paths.equals(((Wishes) o).paths)
        && Objects.equals(events, ((Wishes) o).events);
  }

  @Override
  public int hashCode() {
    return Objects.hash(all, paths, events);
  }

  @Override
  public String toString() {
    return (all ? "all files" : paths.toString()) + (events == null ? "" : " for " + events);
  }
}
