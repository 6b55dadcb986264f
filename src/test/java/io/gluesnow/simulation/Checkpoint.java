package io.gluesnow.simulation;

import io.gluesnow.catalog.Doubt;
import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.catalog.TableId;
import io.gluesnow.converge.Known;
import io.gluesnow.converge.OpenWork;
import io.gluesnow.converge.TableState;
import io.gluesnow.converge.TableStateCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that an attempt's successor is restored with. */
final class Checkpoint {
  final long moment;
  final int position;
  final Map<TableId, TableState> states;
  final List<Window> windows = new ArrayList<>();
  final Map<OutcomeKind, Long> outcomes;
  final long read;
  final String policy;

  /** What waits in the settling window of one table. */
  static final class Window {
    final Doubt doubt;
    final List<String> ids;
    final long due;

    Window(Doubt doubt, List<String> ids, long due) {
      this.doubt = doubt;
      this.ids = ids;
      this.due = due;
    }
  }

  Checkpoint(
      long moment,
      int position,
      Map<TableId, TableState> states,
      Iterable<Window> windows,
      Map<OutcomeKind, Long> outcomes,
      long read,
      String policy) {
    this.moment = moment;
    this.position = position;
    this.states = new LinkedHashMap<>(states);
    windows.forEach(this.windows::add);
    this.outcomes = new EnumMap<>(OutcomeKind.class);
    this.outcomes.putAll(outcomes);
    this.read = read;
    this.policy = policy;
  }

  /** The states as they come out of storage. */
  Map<TableId, TableState> stored() {
    Map<TableId, TableState> restored = new LinkedHashMap<>();
    states.forEach((table, state) -> restored.put(table, stored(state)));
    return restored;
  }

  private static TableState stored(TableState state) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      TableStateCodec.write(state.open(), out);
      TableStateCodec.write(state.known(), out);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
      OpenWork open = TableStateCodec.readOpen(in);
      Known known = TableStateCodec.readKnown(in);
      if (!open.equals(state.open()) || !known.equals(state.known())) {
        throw new AssertionError("stored as something else: " + state);
      }
      return TableState.of(open, known);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether every event read is counted or open. */
  boolean isBalanced() {
    return read == counted() + open();
  }

  long counted() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  long open() {
    return windows.stream().mapToLong(w -> w.doubt.events()).sum()
        + states.values().stream().mapToLong(TableState::openEvents).sum();
  }
}
