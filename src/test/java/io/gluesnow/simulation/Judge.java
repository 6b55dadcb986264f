package io.gluesnow.simulation;

import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.converge.Verdict;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.Mark;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Plan;
import io.gluesnow.plan.Planner;
import io.gluesnow.plan.Target;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Says, when all is quiet, what is not as it should be. */
final class Judge {
  /** So often a table may be asked for within {@link Times#ASKED_WITHIN}. */
  private static final int MOST_ASKED = 15;

  /** So many statements one attempt may send for a table that has not changed. */
  private static final int MOST_SENT = 60;

  private final World world;
  private final Set<TableId> untold = new HashSet<>();
  private final Set<ObjectName> touchedByHand = new HashSet<>();
  private final Map<TableId, Map<String, Long>> files = new TreeMap<>();
  private final Map<String, Integer> sent = new HashMap<>();
  private final Map<TableId, Deque<Long>> asked = new HashMap<>();
  private long stateLostAt = Long.MIN_VALUE;

  Judge(World world) {
    this.world = world;
  }

  /** A table has changed; only a delivered event lets anybody know before a listing. */
  void told(TableId table, boolean delivered) {
    if (delivered) {
      untold.remove(table);
    } else {
      untold.add(table);
    }
  }

  void filesCame(TableId table, String location, boolean delivered) {
    if (delivered) {
      files.computeIfAbsent(table, t -> new TreeMap<>()).put(location, world.now);
    }
  }

  void byHand(ObjectName name) {
    touchedByHand.add(name);
  }

  /** Glue is asked about a table: whatever goes wrong, never in a tight loop. */
  void asked(TableId table) {
    Deque<Long> lately = asked.computeIfAbsent(table, t -> new ArrayDeque<>());
    lately.addLast(world.now);
    if (lately.size() > MOST_ASKED && world.now - lately.removeFirst() < Times.ASKED_WITHIN) {
      world.wrong("G2", table + " is asked for again and again");
      lately.clear();
    }
  }

  /** Something about the table is another, so that it is right to try again. */
  void changed(TableId table) {
    sent.keySet().removeIf(key -> key.startsWith(table + " "));
  }

  /** A statement goes out: what does not settle is not sent for ever. */
  void sent(FakeSnowflake.Request request) {
    String key = request.table + " " + request.attempt;
    if (!request.statement.registersFiles() && sent.merge(key, 1, Integer::sum) == MOST_SENT) {
      world.wrong("G3", request.table + " is sent for again and again");
    }
  }

  void stateLost() {
    stateLostAt = world.now;
  }

  /**
   * Checks every table.
   *
   * @param healed whether a listing and a check for drift have been, so that lost events and
   *     people's hands are no excuse any more
   */
  void check(Planner planner, boolean healed) {
    String when = healed ? " after the listing" : " before the listing";
    for (TableId table : world.glue.everKnown()) {
      ObjectName name = world.mapping.name(table);
      if (!healed && (untold.contains(table) || touchedByHand.contains(name))) {
        continue;
      }
      check(table, name, planner, healed)
          .ifPresent(sentence -> world.wrong("G1", table + " " + sentence + when));
    }
  }

  private Optional<String> check(TableId table, ObjectName name, Planner planner, boolean healed) {
    SnowObject there = world.snowflake.now(name);
    TableDefinition definition = world.glue.at(table, world.now);
    boolean own = there != null && table.equals(there.madeBy);
    if (there != null && Mark.in(there.comment).isEmpty()) {
      return isToBeAdopted(there, definition, planner)
          ? Optional.of("is not adopted")
          : Optional.empty();
    }
    if (definition == null) {
      return own && planner.drops(table) ? Optional.of("is an orphan") : Optional.empty();
    }
    Target target = planner.map(definition);
    if (target.externalTable().isEmpty() || !planner.apply()) {
      return Optional.empty();
    }
    if (isHostile(target.externalTable().get())) {
      return Optional.empty();
    }
    if (there != null && !own) {
      boolean holderLives = world.glue.at(there.madeBy, world.now) != null;
      boolean excused = !healed && untold.contains(there.madeBy);
      return holderLives || !planner.drops(there.madeBy) || excused
          ? Optional.empty()
          : Optional.of("waits for a name that nobody holds");
    }
    if (there == null) {
      return Optional.of("is missing");
    }
    if (!Mark.in(there.comment).filter(m -> m.isOf(Mapping.INSTANCE, table)).isPresent()) {
      return Optional.of("carries the mark of another");
    }
    Plan plan =
        planner.diff(table, target.externalTable().get(), there.shown(world.mapping, there, true));
    if (!plan.hindrances().isEmpty()) {
      return Optional.empty();
    }
    if (isVanishing(target.externalTable().get())) {
      return isKnownNotToSettle(table)
          ? Optional.empty()
          : Optional.of("is not known not to settle");
    }
    if (!plan.isEmpty()) {
      return Optional.of("differs: " + there.structure + " should be " + target);
    }
    return checkFiles(table, there, definition.location());
  }

  /** Any other without a mark is a person's, or made one by a person; told apart by G6. */
  private static boolean isToBeAdopted(
      SnowObject there, TableDefinition definition, Planner planner) {
    return planner.adopts()
        && planner.apply()
        && definition != null
        && there.kind.equals(Applied.EXTERNAL_TABLE)
        && there.owner.equals(FakeSnowflake.ROLE)
        && planner.map(definition).externalTable().filter(t -> !isHostile(t)).isPresent();
  }

  /** Parked, and the only thing that differs is what never shows. */
  private boolean isKnownNotToSettle(TableId table) {
    return world
        .attempt()
        .states()
        .get(table)
        .known()
        .verdict()
        .filter(Verdict::isUnsettled)
        .isPresent();
  }

  private static boolean isVanishing(Target.ExternalTable target) {
    return target.columns().stream().anyMatch(c -> Mapping.is(c, Shape.VANISHING));
  }

  private Optional<String> checkFiles(TableId table, SnowObject there, String location) {
    if (!there.isFilled()) {
      return Optional.of("was never filled");
    }
    if (there.attemptSince < stateLostAt) {
      return Optional.empty(); // the events about its files were lost with all state
    }
    return files.getOrDefault(table, Map.of()).entrySet().stream()
        .filter(e -> e.getKey().startsWith(location))
        .filter(e -> !there.isRegistered(e.getKey().substring(location.length()), e.getValue()))
        .map(e -> "lacks the files of " + e.getKey())
        .findFirst();
  }

  private static boolean isHostile(Target.ExternalTable target) {
    return target.columns().stream().anyMatch(c -> Mapping.is(c, Shape.HOSTILE));
  }
}
