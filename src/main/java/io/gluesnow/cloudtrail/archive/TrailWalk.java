package io.gluesnow.cloudtrail.archive;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks through an archive, account by account, region by region, day by day, in the order of keys;
 * so the key of an object is a position from which another walk goes on. It holds the folders that
 * are next, and never a list of objects.
 */
public final class TrailWalk {
  /** How many objects a step tells at most: as many as S3 lists in one call. */
  public static final int PAGE = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(TrailWalk.class);

  private static final Pattern ORGANISATION = Pattern.compile(TrailObjectKey.ORGANISATION);
  private static final Pattern ACCOUNT = Pattern.compile(TrailObjectKey.ACCOUNT);
  private static final Pattern REGION = Pattern.compile(TrailObjectKey.REGION);

  private final ObjectStore store;
  private final ArchiveScope scope;
  private final Deque<Folder> next = new ArrayDeque<>();
  private String after;

  /**
   * @param after the key of the last object that is known already; empty for a walk from the start
   */
  public TrailWalk(ObjectStore store, ArchiveLocation location, ArchiveScope scope, String after) {
    this.store = Objects.requireNonNull(store, "store");
    this.scope = Objects.requireNonNull(scope, "scope");
    this.after = Objects.requireNonNull(after, "after");
    next.push(new Folder(Level.TRAIL, location.trail(), 0, 0));
  }

  /** Whether all of the archive was walked through. */
  public boolean isDone() {
    return next.isEmpty();
  }

  /**
   * Walks one step, which asks the store once.
   *
   * @return objects in the order of their keys, often none
   * @throws IOException with a sentence for people; the next call takes the same step again
   */
  public List<StoredObject> step() throws IOException {
    Folder folder = next.peek();
    if (folder.level == Level.DAY) {
      return objects(folder);
    }
    List<Folder> below = new ArrayList<>();
    List<String> keys = store.folders(folder.key());
    for (String key : keys) {
      Folder child = folder.child(key);
      if (child != null && isCovered(child) && !isBehind(child)) {
        below.add(child);
      }
    }
    if (folder.level == Level.TRAIL && keys.stream().noneMatch(key -> folder.child(key) != null)) {
      throw new IOException(
          "there is no trail's archive at "
              + store.address(folder.prefix)
              + ": no folder of an account or of an organisation is in it");
    }
    next.pop();
    for (int i = below.size() - 1; i >= 0; i--) {
      next.push(below.get(i));
    }
    return List.of();
  }

  private List<StoredObject> objects(Folder day) throws IOException {
    List<StoredObject> page =
        store.objects(day.prefix, after.startsWith(day.prefix) ? after : "", PAGE);
    List<StoredObject> found = new ArrayList<>(page.size());
    int strangers = 0;
    for (StoredObject object : page) {
      if (TrailObjectKey.parse(object.key()).filter(scope::covers).isPresent()) {
        found.add(object);
      } else {
        strangers++;
      }
    }
    if (strangers > 0) {
      LOG.warn(
          "Passed over {} objects in {} that are no trail objects or were delivered at another"
              + " time than is read.",
          strangers,
          store.address(day.prefix));
    }
    if (page.size() < PAGE) {
      next.pop();
    } else {
      after = page.get(page.size() - 1).key();
    }
    return found;
  }

  /** Whether the walk has passed a folder: keys of S3 are in the order of their ASCII letters. */
  private boolean isBehind(Folder folder) {
    return folder.prefix.compareTo(after) < 0 && !after.startsWith(folder.prefix);
  }

  private boolean isCovered(Folder folder) {
    switch (folder.level) {
      case ACCOUNT:
        return scope.coversAccount(folder.name());
      case REGION:
        return scope.coversRegion(folder.name());
      case YEAR:
        return scope
            .range()
            .overlaps(LocalDate.of(folder.year, 1, 1), LocalDate.of(folder.year, 12, 31));
      case MONTH:
        YearMonth month = YearMonth.of(folder.year, folder.month);
        return scope.range().overlaps(month.atDay(1), month.atEndOfMonth());
      case DAY:
        return scope
            .range()
            .covers(LocalDate.of(folder.year, folder.month, Integer.parseInt(folder.name())));
      default:
        return true;
    }
  }

  private enum Level {
    TRAIL,
    ORGANISATION,
    ACCOUNT,
    REGION,
    YEAR,
    MONTH,
    DAY
  }

  /** A folder of the archive; what is in it is known by how deep it lies. */
  private static final class Folder {
    private final Level level;
    private final String prefix;
    private final int year;
    private final int month;

    Folder(Level level, String prefix, int year, int month) {
      this.level = level;
      this.prefix = prefix;
      this.year = year;
      this.month = month;
    }

    /** What is to be listed: digests and insights lie beside the records of an account. */
    String key() {
      return level == Level.ACCOUNT ? prefix + "CloudTrail/" : prefix;
    }

    String name() {
      return name(prefix);
    }

    private static String name(String prefix) {
      return prefix.substring(
          prefix.lastIndexOf('/', prefix.length() - 2) + 1, prefix.length() - 1);
    }

    /** The folder by this key; null for one that has no place in an archive. */
    Folder child(String key) {
      String name = name(key);
      switch (level) {
        case TRAIL:
          if (ORGANISATION.matcher(name).matches()) {
            return new Folder(Level.ORGANISATION, key, 0, 0);
          }
          return ACCOUNT.matcher(name).matches() ? new Folder(Level.ACCOUNT, key, 0, 0) : null;
        case ORGANISATION:
          return ACCOUNT.matcher(name).matches() ? new Folder(Level.ACCOUNT, key, 0, 0) : null;
        case ACCOUNT:
          return REGION.matcher(name).matches() ? new Folder(Level.REGION, key, 0, 0) : null;
        case REGION:
          return name.matches("\\d{4}")
              ? new Folder(Level.YEAR, key, Integer.parseInt(name), 0)
              : null;
        case YEAR:
          return name.matches("0[1-9]|1[0-2]")
              ? new Folder(Level.MONTH, key, year, Integer.parseInt(name))
              : null;
        case MONTH:
          return isDay(name) ? new Folder(Level.DAY, key, year, month) : null;
        default:
          throw new IllegalStateException("no folders are looked for in a day's");
      }
    }

    private boolean isDay(String name) {
      try {
        return name.matches("\\d\\d")
            && LocalDate.of(year, month, Integer.parseInt(name)).getMonthValue() == month;
      } catch (DateTimeException e) {
        return false;
      }
    }
  }
}
