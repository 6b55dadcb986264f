package io.gluesnow.simulation;

import io.gluesnow.catalog.TableId;
import io.gluesnow.plan.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Fates that are all well, but for what a schedule says. */
final class DirectedFates extends Fates {
  private static final class Window<F> {
    final long from;
    final long to;
    final Consumer<F> change;

    Window(long from, long to, Consumer<F> change) {
      this.from = from;
      this.to = to;
      this.change = change;
    }
  }

  private final List<Window<Glue>> glue = new ArrayList<>();
  private final List<Window<Look>> looks = new ArrayList<>();
  private final Deque<Consumer<Sent>> statements = new ArrayDeque<>();

  /** Changes the fate of each question to Glue in that time, in seconds. */
  void glue(double from, double to, Consumer<Glue> change) {
    glue.add(new Window<>(Schedule.millis(from), Schedule.millis(to), change));
  }

  void looks(double from, double to, Consumer<Look> change) {
    looks.add(new Window<>(Schedule.millis(from), Schedule.millis(to), change));
  }

  void nextStatement(Consumer<Sent> change) {
    statements.add(change);
  }

  @Override
  Glue glue(TableId table, long now) {
    Glue fate = super.glue(table, now);
    glue.stream().filter(w -> w.from <= now && now < w.to).forEach(w -> w.change.accept(fate));
    return fate;
  }

  @Override
  Look look(TableId table, long now) {
    Look fate = super.look(table, now);
    looks.stream().filter(w -> w.from <= now && now < w.to).forEach(w -> w.change.accept(fate));
    return fate;
  }

  @Override
  Sent sent(TableId table, Statement statement, long now) {
    Sent fate = super.sent(table, statement, now);
    if (!statements.isEmpty()) {
      statements.poll().accept(fate);
    }
    return fate;
  }
}
