package io.gluesnow.simulation;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.TableId;
import io.gluesnow.converge.Rule;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Protections;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * One seed's story: about thirty changes to a few tables, some of them aimed at a rule, and about
 * three attempts of the job; then quiet, a first check, a listing, and a second check.
 */
final class Story {
  private static final long CHANGES_UNTIL = Times.START + 40_000;
  private static final long CALM_FROM = Times.START + 52_000;
  private static final long QUIET_AT = CALM_FROM + 40_000;
  private static final long HEALED_AT = QUIET_AT + 30_000;

  private final SplittableRandom random;
  private final RandomFates fates;
  private final World world;
  private final List<TableId> tables = new ArrayList<>();
  private final double late;
  private final double lost;
  private final double repeated;
  private final double byHand;

  private Settings settings;
  private boolean rejects;

  private Story(Mapping mapping, long seed, Set<Rule> off, Consumer<String> trace) {
    this.random = new SplittableRandom(mixed(seed));
    this.fates = new RandomFates(random.split());
    long glueSkew = random.nextLong(-4_000, 4_001);
    long serverSkew = random.nextLong(-Times.SKEW / 2, Times.SKEW / 2 + 1);
    this.world = new World(mapping, off, fates, glueSkew, serverSkew, trace);
    this.late = some(0.3);
    this.lost = random.nextInt(3) == 0 ? random.nextDouble() * 0.3 : 0;
    this.repeated = some(0.3);
    this.byHand = random.nextInt(3) == 0 ? random.nextDouble() * 0.4 : 0;
    for (String name : List.of("a", "b", "b~2", "c")) {
      tables.add(TableId.of("111122223333", "eu-west-1", "d1", name));
    }
    tables.add(TableId.of("111122223333", "eu-west-1", "d2", "a"));
    if (Math.floorMod(seed, 4) == 0) {
      world.links.add(tables.get(0));
      world.links.add(tables.get(4));
    }
  }

  /** Plays a seed to its end and says what was wrong; nothing if all was well. */
  static List<String> play(Mapping mapping, long seed, Set<Rule> off, Consumer<String> trace) {
    Story story = new Story(mapping, seed, off, trace);
    story.play();
    return story.world.wrongs;
  }

  /** Far apart for neighbours: the generator walks from a seed in equal steps. */
  private static long mixed(long seed) {
    long z = (seed ^ seed >>> 33) * 0xFF51AFD7ED558CCDL;
    z = (z ^ z >>> 29) * 0xC4CEB9FE1A85EC53L;
    return z ^ z >>> 32;
  }

  private double some(double most) {
    return random.nextBoolean() ? 0 : random.nextDouble() * most;
  }

  private boolean happens(double share) {
    return random.nextDouble() < share;
  }

  private long upTo(long most) {
    return random.nextLong(most + 1);
  }

  private void play() {
    boolean shadowFirst = random.nextInt(20) == 0;
    boolean drops = random.nextInt(8) != 0;
    settings = new Settings("v1", !shadowFirst, drops, random.nextInt(6) == 0);
    if (shadowFirst) {
      Settings applied = settings.withApply(true);
      world.at(Times.START + 15_000 + upTo(10_000), () -> restartWith(applied));
    } else if (random.nextInt(10) == 0) {
      Settings other = settings.withVersion("v2");
      world.at(Times.START + 10_000 + upTo(25_000), () -> restartWith(other));
    }
    world.configure(settings);
    world.at(Times.START, () -> world.startWithNothing(false));
    world.at(Times.START + 500, this::checkpoints);
    for (int i = 0; i < 14; i++) {
      long when = Times.START + upTo(CHANGES_UNTIL - Times.START);
      world.at(when, this::change);
    }
    long blows = upTo(3);
    for (int i = 0; i < blows; i++) {
      world.at(Times.START + 3_000 + upTo(40_000), this::blow);
    }
    if (random.nextInt(3) == 0) {
      TableId table = tables.get(random.nextInt(tables.size()));
      world.at(Times.START + 5_000 + upTo(12_000), () -> aim(table));
    }
    if (random.nextInt(5) == 0) {
      governed();
    }
    spells();
    world.at(CALM_FROM, this::calm);
    world.runUntil(QUIET_AT);
    world.judge.check(world.attempt().planner, false);
    world.attempt().listing();
    world.attempt().drift();
    world.runUntil(HEALED_AT);
    world.judge.check(world.attempt().planner, true);
    world.checkpoint(0, true, false);
  }

  private void calm() {
    fates.calm();
    if (world.attempt() == null) {
      world.restart(0);
    }
    if (rejects) { // and people have seen the letters about it
      world.glue.everKnown().forEach(world.attempt()::redrive);
    }
  }

  private void spells() {
    for (String what :
        List.of("glue-fails", "glue-denies", "snowflake-fails", "snowflake-denies")) {
      if (random.nextInt(4) == 0) {
        long from = Times.START + upTo(40_000);
        fates.spell(what, from, from + upTo(6_000));
      }
    }
    rejects = random.nextInt(8) == 0;
    if (rejects) {
      long from = Times.START + upTo(40_000);
      fates.spell("snowflake-rejects", from, from + upTo(6_000));
    }
  }

  private void checkpoints() {
    if (world.now < HEALED_AT) {
      boolean calm = world.now >= CALM_FROM;
      world.checkpoint(upTo(600), calm || !happens(0.1), !calm && happens(0.15));
      world.at(world.now + Times.CHECKPOINT, this::checkpoints);
    }
  }

  // ---- what happens to the job

  private void restartWith(Settings other) {
    settings = other;
    world.configure(settings);
    if (world.attempt() != null) {
      world.stop();
      world.restart(0);
    }
  }

  /** A table that Lake Formation governs, of which we may not see everything for a while. */
  private void governed() {
    TableId table = TableId.of("111122223333", "eu-west-1", "d3", "g");
    Shape shape = Shape.of("c0:text", "c1:text", "c2:float").asGoverned();
    world.at(Times.START + upTo(2_000), () -> world.put(table, shape, eventAfter()));
    long from = Times.START + Times.NEWS + 4_000 + upTo(10_000);
    world.glue.hide(from, from + upTo(12_000));
    world.at(from, () -> world.judge.told(table, false)); // nor is anybody when it is over
    for (int i = 0; i < 2; i++) {
      world.at(
          from + upTo(12_000),
          () -> world.event(table, CatalogEvent.Kind.TABLE_UPDATED, eventAfter(), List.of()));
    }
  }

  // ---- aimed at one rule

  private void aim(TableId table) {
    switch (random.nextInt(6)) {
      case 0:
        createdLate(table);
        break;
      case 1:
        replacedLate(table);
        break;
      case 2:
        asleepOnOldNews(table);
        break;
      case 3:
        rolledBackToEqual(table);
        break;
      case 4:
        backBeforeTheDrop(table);
        break;
      default:
        swappedAfterTheLook(table);
    }
  }

  private static Fates.Sent sent(long held, long runs, long cutAfter) {
    Fates.Sent fate = new Fates.Sent();
    fate.held = held;
    fate.runs = runs;
    fate.cutAfter = cutAfter;
    return fate;
  }

  /** CREATE is slow, the table is deleted, and a roll-back forgets that there was a statement. */
  private void createdLate(TableId table) {
    if (world.glue.at(table, world.now) == null) {
      fates.next(table, sent(1_500 + upTo(1_400), 1_500 + upTo(1_400), -1));
      world.put(table, shape(), 50);
      world.at(world.now + 400 + upTo(400), () -> world.remove(table, 50));
      rollBack(600 + upTo(600));
    }
  }

  /** A replace that fills takes long, and Glue has moved the table back. */
  private void replacedLate(TableId table) {
    world.put(table, shape().movedTo(0).asDelta(false), 50);
    world.at(
        world.now + 4_000,
        () -> {
          fates.next(table, sent(upTo(2_000), Times.FILES - 1_000 + upTo(900), -1));
          world.put(table, shape().movedTo(1).asDelta(false), 50);
          world.at(
              world.now + 400 + upTo(800),
              () -> world.put(table, shape().movedTo(0).asDelta(false), 50));
          rollBack(500 + upTo(1_500));
        });
  }

  private void rollBack(long after) {
    int older = 1 + random.nextInt(3);
    world.at(
        world.now + after,
        () -> {
          if (world.attempt() != null) {
            world.crash();
            comeBack(() -> world.restart(older));
          }
        });
  }

  /** A process freezes with an answer in its hands and wakes when that has long been history. */
  private void asleepOnOldNews(TableId table) {
    world.put(table, shape(), 50);
    world.at(
        world.now + 150 + upTo(100),
        () -> {
          if (world.attempt() != null) {
            Attempt zombie = world.freeze();
            comeBack(() -> world.restart(0));
            world.at(world.now + 23_000 + upTo(6_000), zombie::wake);
            world.at(world.now + 33_000, zombie::die);
          }
        });
    world.at(world.now + 500 + upTo(3_000), () -> world.put(table, shape(), 50));
  }

  /** Rolled back to when the table was what it is again now, but not what it has become between. */
  private void rolledBackToEqual(TableId table) {
    Shape shape = shape().asDelta(false);
    world.put(table, shape, 50);
    world.at(world.now + 6_500, () -> world.put(table, shape.with("c6:text"), 50));
    world.at(world.now + 8_000 + upTo(1_000), () -> world.put(table, shape, 50));
    world.at(world.now + 7_500, () -> rollBack(upTo(600)));
  }

  /** Deleted, and back when the drop is about to go out, while every look takes its time. */
  private void backBeforeTheDrop(TableId table) {
    world.put(table, shape().asDelta(false), 50);
    world.at(
        world.now + 4_000,
        () -> {
          world.remove(table, 50);
          long end = world.now + Times.GRACE + Times.ASK_AGAIN;
          fates.spell("looks-slow", end - 500, end + 12_000);
          world.at(end + 150 + upTo(1_500), () -> world.put(table, shape(), 9_000));
        });
  }

  /** After an outage the look comes first, Glue takes long, and a person swaps the table. */
  private void swappedAfterTheLook(TableId table) {
    ObjectName name = world.mapping.name(table);
    fates.spell("snowflake-fails", world.now, world.now + 1_000);
    fates.spell("glue-slow", world.now + 900, world.now + 6_000);
    world.put(table, shape(), 50);
    world.at(
        world.now + 1_500 + upTo(3_000),
        () -> {
          if (world.snowflake.now(name) != null) {
            world.judge.byHand(name);
            world.snowflake.dropByHand(name);
            world.snowflake.makeByHand(name, true);
          }
        });
  }

  private void blow() {
    if (world.attempt() == null) {
      return;
    }
    switch (random.nextInt(8)) {
      case 0:
      case 1:
        world.crash();
        comeBack(() -> world.restart(0));
        break;
      case 2:
      case 3:
        Attempt zombie = world.freeze();
        comeBack(() -> world.restart(0));
        world.at(
            world.now + 500 + upTo(16_000),
            () -> {
              zombie.wake();
              world.at(world.now + upTo(8_000), zombie::die);
            });
        break;
      case 4:
        world.stop();
        comeBack(() -> world.restart(0));
        break;
      case 5:
      case 6:
        world.crash();
        int older = 1 + random.nextInt(8);
        comeBack(() -> world.restart(older));
        break;
      default:
        world.crash();
        boolean trimmed = lost > 0 && random.nextBoolean();
        comeBack(() -> world.startWithNothing(trimmed));
    }
  }

  private void comeBack(Runnable start) {
    world.at(
        world.now + 50 + upTo(2_500),
        () -> {
          if (world.attempt() == null) {
            start.run();
          }
        });
  }

  // ---- what happens to the tables

  private long eventAfter() {
    if (happens(lost)) {
      return -1;
    }
    return happens(late) ? upTo(15_000) : 100 + upTo(1_200);
  }

  private Shape shape() {
    Shape shape = Shape.of("c0:text");
    for (int i = 1; i < 4; i++) {
      if (random.nextBoolean()) {
        shape = shape.with("c" + i + (random.nextInt(3) == 0 ? ":float" : ":text"));
      }
    }
    switch (random.nextInt(40)) {
      case 0:
      case 1:
      case 2:
        shape = shape.with(Shape.HOSTILE);
        break;
      case 3:
        shape = shape.with(Shape.VANISHING);
        break;
      case 4:
      case 5:
        shape = shape.with(Shape.ODD);
        break;
      default:
    }
    if (random.nextInt(6) == 0) {
      shape = shape.ofKind(random.nextInt(8));
    }
    return shape.movedTo(random.nextInt(10) == 0 ? 1 : 0).asDelta(random.nextInt(25) == 0);
  }

  private void change() {
    TableId table = tables.get(random.nextInt(tables.size()));
    switch (random.nextInt(14)) {
      case 0:
        world.remove(table, eventAfter());
        break;
      case 1:
        thereAndBack(table);
        break;
      case 2:
        withinOneSecond(table);
        break;
      case 3:
        removedAndMadeAgain(table);
        break;
      case 4:
        world.removeDatabase(table.databaseId(), eventAfter());
        break;
      case 5:
        filesLate(table);
        break;
      case 6:
        if (happens(byHand * 2)) {
          hand(table);
        } else {
          world.put(table, shape(), eventAfter());
        }
        break;
      case 7:
        madeAndGone(table);
        break;
      case 8:
        redrive(table);
        break;
      default:
        world.put(table, shape(), eventAfter());
    }
    if (happens(repeated)) {
      world.at(world.now + upTo(3_000), () -> world.repeatEvent(random.nextInt(3)));
    }
  }

  private void redrive(TableId table) {
    if (world.attempt() != null) {
      world.attempt().redrive(table);
    }
  }

  /** A, then B, then A again as soon as B may have been applied. */
  private void thereAndBack(TableId table) {
    Shape a = shape();
    world.put(table, a, eventAfter());
    world.at(
        world.now + 1_000 + upTo(3_000),
        () -> {
          world.put(table, a.with("c5:text"), 100);
          world.at(world.now + 200 + upTo(1_000), () -> world.put(table, a, 100));
        });
  }

  private void withinOneSecond(TableId table) {
    world.put(table, shape(), upTo(300));
    world.at(world.now + upTo(400), () -> world.put(table, shape(), upTo(300)));
    if (random.nextBoolean()) {
      world.at(world.now + 400 + upTo(300), () -> world.remove(table, upTo(300)));
      world.at(world.now + 700 + upTo(300), () -> world.put(table, shape(), upTo(300)));
    }
  }

  /** Deleted, and back about when its grace ends, in an outage, and maybe nobody is told. */
  private void removedAndMadeAgain(TableId table) {
    world.remove(table, 100 + upTo(500));
    long back = world.now + Times.GRACE + upTo(6_000);
    fates.spell("snowflake-fails", back - upTo(4_000), back + upTo(3_000));
    world.at(back, () -> world.put(table, shape(), happens(0.5) ? 6_000 : eventAfter()));
  }

  /** Made, and deleted before the statement that makes it has run. */
  private void madeAndGone(TableId table) {
    world.put(table, shape(), 50 + upTo(200));
    world.at(world.now + 300 + upTo(3_000), () -> world.remove(table, 50 + upTo(500)));
    if (world.attempt() != null && random.nextInt(4) == 0) {
      world.at(world.now + upTo(4_000), this::blow);
    }
  }

  /** Files come, the table is looked up for another reason, then their event arrives. */
  private void filesLate(TableId table) {
    if (world.glue.at(table, world.now) != null) {
      String path = "p" + random.nextInt(4) + "/";
      world.addFiles(table, path, lost > 0 ? eventAfter() : upTo(14_000));
      if (random.nextBoolean()) {
        world.at(
            world.now + upTo(9_000),
            () -> world.event(table, CatalogEvent.Kind.TABLE_UPDATED, 100, List.of()));
      }
    }
  }

  // ---- people in Snowflake

  private String owner() {
    return settings.adopts && random.nextBoolean() ? FakeSnowflake.ROLE : "ANALYST";
  }

  private void hand(TableId table) {
    ObjectName name = world.mapping.name(table);
    SnowObject there = world.snowflake.now(name);
    world.judge.byHand(name);
    world.trace("somebody's hand is on %s", name);
    if (there == null) {
      if (random.nextInt(3) == 0) {
        world.snowflake.makeByHand(name, random.nextBoolean(), owner());
      }
      return;
    }
    if (there.madeBy == null) {
      world.snowflake.dropByHand(name);
      return;
    }
    switch (random.nextInt(6)) {
      case 0:
        world.snowflake.dropByHand(name);
        break;
      case 1:
        world.snowflake.dropByHand(name);
        world.snowflake.makeByHand(name, random.nextInt(3) > 0, owner());
        break;
      case 2:
        world.snowflake.changeByHand(name, there.commented("something nice"));
        break;
      case 3:
        Protections guard =
            Protections.of(
                List.of(
                    Protections.RowAccessPolicy.of(
                        ObjectName.of("DB", "S", "RAP" + random.nextInt(3)), List.of("VALUE"))),
                List.of(),
                random.nextInt(3) == 0 ? List.of("a policy that we may not see") : List.of());
        world.snowflake.changeByHand(name, there.guarded(guard, world.now));
        break;
      default:
        if (there.structure.columns().size() > 1) {
          world.snowflake.changeByHand(
              name,
              there.structured(
                  Mapping.withColumns(
                      there.structure,
                      there.structure.columns().subList(1, there.structure.columns().size()))));
        }
    }
  }
}
