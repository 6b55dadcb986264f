package io.gluesnow.simulation;

import io.gluesnow.catalog.TableId;
import io.gluesnow.plan.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Fates by chance; how unkind they are differs from world to world, until calm comes. */
final class RandomFates extends Fates {
  /** A time in which a service fails or denies. */
  private static final class Spell {
    final String what;
    final long from;
    final long to;

    Spell(String what, long from, long to) {
      this.what = what;
      this.from = from;
      this.to = to;
    }
  }

  private final SplittableRandom random;
  private final List<Spell> spells = new ArrayList<>();
  private final double glueStale;
  private final double glueSlow;
  private final double glueThrottles;
  private final double lookBehind;
  private final double lookFails;
  private final double pages;
  private final double held;
  private final double slow;
  private final double cut;
  private final double refused;
  private final Map<TableId, Deque<Sent>> next = new HashMap<>();
  private boolean calm;

  RandomFates(SplittableRandom random) {
    this.random = random;
    this.glueStale = some(0.5);
    this.glueSlow = some(0.15);
    this.glueThrottles = some(0.1);
    this.lookBehind = some(0.5);
    this.lookFails = some(0.1);
    this.pages = some(0.5);
    this.held = some(0.25);
    this.slow = some(0.25);
    this.cut = some(0.25);
    this.refused = some(0.1);
  }

  /** Half of the worlds do without, the others have up to so much of it. */
  private double some(double most) {
    return random.nextBoolean() ? 0 : random.nextDouble() * most;
  }

  private boolean happens(double share) {
    return !calm && share > 0 && random.nextDouble() < share;
  }

  long upTo(long most) {
    return random.nextLong(most + 1);
  }

  void calm() {
    calm = true;
  }

  /** Glue or Snowflake denies or fails for a while. */
  void spell(String what, long from, long to) {
    spells.add(new Spell(what, from, to));
  }

  /** What becomes of the next statement about a table. */
  void next(TableId table, Sent fate) {
    next.computeIfAbsent(table, t -> new ArrayDeque<>()).add(fate);
  }

  private boolean isUnder(String what, long now) {
    if (calm) {
      return false;
    }
    for (Spell spell : spells) {
      if (spell.what.equals(what) && spell.from <= now && now < spell.to) {
        return true;
      }
    }
    return false;
  }

  @Override
  Glue glue(TableId table, long now) {
    Glue fate = new Glue();
    fate.takes = 10 + upTo(40);
    if (happens(glueSlow)) {
      fate.takes = upTo(4_000);
    }
    if (isUnder("glue-slow", now)) {
      fate.takes = 4_000 + upTo(4_000);
    }
    if (happens(glueStale)) {
      fate.stale = upTo(World.GLUE_STALE);
    }
    fate.throttled = happens(glueThrottles) || isUnder("glue-fails", now);
    fate.denied = isUnder("glue-denies", now);
    return fate;
  }

  @Override
  Look look(TableId table, long now) {
    Look fate = new Look();
    fate.takes = 10 + upTo(60);
    if (happens(slow)) {
      fate.takes = upTo(3_000);
    }
    if (isUnder("looks-slow", now)) {
      fate.takes = 1_800 + upTo(600);
    }
    if (happens(lookBehind)) {
      fate.behind = upTo(Times.VISIBLE - 100);
    }
    if (happens(pages)) {
      fate.pageAge = upTo(200);
    }
    fate.failed = happens(lookFails) || isUnder("snowflake-fails", now);
    fate.denied = isUnder("snowflake-denies", now);
    return fate;
  }

  @Override
  Sent sent(TableId table, Statement statement, long now) {
    Deque<Sent> ordered = next.get(table);
    if (ordered != null && !ordered.isEmpty() && !calm) {
      return ordered.poll();
    }
    Sent fate = new Sent();
    fate.held = 5 + upTo(20);
    fate.runs = 10 + upTo(100);
    if (happens(held)) {
      fate.held = upTo(Times.TOKEN + Times.TOKEN / 2);
    }
    if (happens(slow)) {
      fate.runs = upTo(Times.STATEMENT * 5 / 4) * (happens(0.3) ? 3 : 1);
      if (statement.registersFiles()) {
        fate.runs = upTo(Times.FILES * 5 / 4);
      }
    }
    if (happens(cut)) {
      fate.cutAfter = upTo(500);
    }
    fate.refusedConnection = happens(refused) || isUnder("snowflake-fails", now);
    fate.denied = isUnder("snowflake-denies", now);
    fate.rejected = isUnder("snowflake-rejects", now);
    return fate;
  }
}
