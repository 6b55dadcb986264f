package io.gluesnow.corpus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.TableId;
import io.gluesnow.standin.AwsStandIns;
import io.gluesnow.standin.SettableClock;
import io.gluesnow.standin.glue.GlueWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A life while it is being written: what has happened so far, the tables as they stand, and a Glue
 * of its own in which each call is made for the sake of its record.
 */
final class Draft {
  private final Random random;
  private final SettableClock clock;
  private Duration pace;
  private final GlueWorld glue;
  private final List<Happening> happenings = new ArrayList<>();
  private final Map<TableId, Made> tables = new TreeMap<>();
  private final Map<TableId, Style> everMade = new TreeMap<>();
  private final Set<Home> homes = EnumSet.noneOf(Home.class);
  private final Random idBits;
  private int names;

  /**
   * @param pace the mean time between two happenings
   */
  Draft(long seed, Instant start, Duration pace) {
    this.random = new Random(seed);
    this.idBits = new Random(seed ^ 0x5DEECE66DL);
    this.clock = SettableClock.at(start);
    this.pace = pace;
    this.glue = GlueWorld.of(clock, AwsStandIns.ACCOUNT, AwsStandIns.REGION);
    glue.idsFrom(this::id);
  }

  Random random() {
    return random;
  }

  Instant now() {
    return clock.instant();
  }

  UUID id() {
    long version4 = idBits.nextLong() & ~0xF000L | 0x4000L;
    return new UUID(version4, idBits.nextLong() >>> 2 | Long.MIN_VALUE);
  }

  /** A table name that there never was. */
  String freshName() {
    String[] words = {"orders", "clicks", "tides", "berths", "parcels", "meters"};
    return words[random.nextInt(words.length)] + "_" + ++names;
  }

  /** Until something else happens. */
  void pass() {
    clock.advance(Duration.ofMillis((long) (2 * pace.toMillis() * random.nextDouble())));
  }

  /** From then on, at another pace. */
  void goOnAt(Instant moment, Duration newPace) {
    if (moment.isBefore(now())) {
      throw new IllegalArgumentException(moment + " is before " + now());
    }
    clock.set(moment);
    pace = newPace;
  }

  /** A moment, mostly within the same second. */
  void passAMoment() {
    clock.advance(Duration.ofMillis(random.nextInt(300)));
  }

  /** Makes the call, which must end as it says, and writes it down with its own record. */
  void write(Kind kind, Change change) {
    write(kind, change, made(change), change.tally());
  }

  /** Writes down a change that was made, with the record that there is of it. */
  void write(Kind kind, Change change, ObjectNode record, Tally tally) {
    happenings.add(Happening.of(kind, now(), change, record, tally));
  }

  void write(Kind kind, ObjectNode record, Tally tally) {
    happenings.add(Happening.of(kind, now(), record, tally));
  }

  void write(Kind kind, byte[] bytes, Tally tally) {
    happenings.add(Happening.of(kind, now(), bytes, tally));
  }

  /** Makes the call, which must end as it says, and returns its record. */
  ObjectNode made(Change change) {
    ObjectNode record = change.call().madeIn(glue);
    if (end(record) != change.end()) {
      throw new IllegalStateException("another end than " + change + " has: " + record);
    }
    change
        .tables()
        .forEach(
            (table, now) -> {
              tables.remove(table);
              now.ifPresent(made -> tables.put(table, made));
              now.ifPresent(made -> everMade.put(table, made.style()));
            });
    return record;
  }

  private static Change.End end(ObjectNode record) {
    if (record.has("errorCode")) {
      return Change.End.REFUSED;
    }
    return record.hasNonNull("responseElements") ? Change.End.PARTLY : Change.End.DONE;
  }

  void opened(Home home) {
    homes.add(home);
  }

  void closed(Home home) {
    homes.remove(home);
  }

  Set<Home> homes() {
    return homes;
  }

  Home anyHome() {
    List<Home> all = List.copyOf(homes);
    return all.get(random.nextInt(all.size()));
  }

  List<Happening> happenings() {
    return happenings;
  }

  List<Made> tablesOf(DatabaseId database) {
    return tables(table -> table.id().databaseId().equals(database));
  }

  List<Made> tables(Predicate<Made> which) {
    return tables.values().stream().filter(which).collect(Collectors.toList());
  }

  /** One of them by chance, if there is one. */
  Optional<Made> anyTable(Predicate<Made> which) {
    List<Made> all = tables(which);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
  }

  /** A table that is gone, by chance, with what it was made as. */
  Optional<Map.Entry<TableId, Style>> anyGone(Home home) {
    List<Map.Entry<TableId, Style>> gone =
        everMade.entrySet().stream()
            .filter(ever -> !tables.containsKey(ever.getKey()))
            .filter(ever -> ever.getKey().databaseId().equals(home.id()))
            .collect(Collectors.toList());
    return gone.isEmpty() ? Optional.empty() : Optional.of(gone.get(random.nextInt(gone.size())));
  }
}
