package io.gluesnow.converge;

import java.util.List;
import java.util.Objects;

/** What comes of one input: the table's next state, and what to do, in order. */
public final class Step {
  private final TableState state;
  private final List<Command> commands;

  private Step(TableState state, List<Command> commands) {
    this.state = Objects.requireNonNull(state, "state");
    this.commands = List.copyOf(commands);
  }

  public static Step of(TableState state, List<Command> commands) {
    return new Step(state, commands);
  }

  public TableState state() {
    return state;
  }

  public List<Command> commands() {
    return commands;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Step
        && state.equals(((Step) o).state)
        && commands.equals(((Step) o).commands);
  }

  @Override
  public int hashCode() {
    return Objects.hash(state, commands);
  }

  @Override
  public String toString() {
    return commands + " then " + state;
  }
}
