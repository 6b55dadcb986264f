package io.gluesnow.converge;

import io.gluesnow.catalog.TableId;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.Mark;
import java.util.Optional;

/** Whose the object is that a look found under a target's name. */
enum Ownership {
  /** There is nothing. */
  NOTHING,
  /** It carries our mark for this table. */
  OURS,
  /** Its comment was overwritten, but it is the very object that we last saw with our mark. */
  MARK_LOST,
  /** Nobody's mark is on it. */
  UNMARKED,
  /** It carries our mark for another table that maps to this name. */
  OTHER_TABLE,
  /** It carries the mark of another instance. */
  OTHER_INSTANCE,
  /** It is no external table at all. */
  OTHER_KIND;

  /**
   * @param found null for nothing
   * @param role our own, as SHOW prints it
   * @param belief what the last look showed, or null
   */
  static Ownership of(Applied found, TableId table, String instance, String role, Belief belief) {
    if (found == null) {
      return NOTHING;
    }
    if (!found.isExternalTable()) {
      return OTHER_KIND;
    }
    Optional<Mark> mark = found.mark();
    if (mark.isPresent()) {
      return mark.get().isOf(instance, table)
          ? OURS
          : mark.get().instance().equals(instance) ? OTHER_TABLE : OTHER_INSTANCE;
    }
    boolean sameObject =
        belief != null && belief.isThere() && belief.createdOn().equals(found.createdOn());
    return sameObject && found.owner().equals(role) ? MARK_LOST : UNMARKED;
  }

  boolean isOurs() {
    return this == OURS || this == MARK_LOST;
  }

  /** In plain words, for a refusal. */
  String sentence(Applied found) {
    switch (this) {
      case OTHER_TABLE:
        return "the name is taken by our object for "
            + found.mark().map(Mark::table).map(TableId::toString).orElse("another table")
            + ": give one of the two another name by a naming rule";
      case OTHER_INSTANCE:
        return "the object belongs to the instance "
            + found.mark().map(Mark::instance).orElse("of another job")
            + " of gluesnow: one table is kept by one job";
      case OTHER_KIND:
        return "the name is taken by a " + found.kind() + " that gluesnow did not make";
      case UNMARKED:
        return "the name is taken by an external table that gluesnow did not make: drop or rename"
            + " it, or allow adoption";
      case NOTHING:
      case OURS:
      case MARK_LOST:
        return "";
    }
    throw new IllegalStateException("no sentence for " + this);
  }
}
