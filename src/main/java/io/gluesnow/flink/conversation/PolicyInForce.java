package io.gluesnow.flink.conversation;

import io.gluesnow.converge.TableController;
import io.gluesnow.plan.Planner;
import java.util.Optional;
import java.util.function.Function;

/** The policy that tables are held to at the moment, and the controller that holds them to it. */
final class PolicyInForce {
  private final PolicyWatch watch;
  private final Function<Planner, TableController> controllers;
  private Planner planner;
  private TableController controller;
  private String sweptFor;

  /**
   * @param sweptFor under which policy every known table was looked at last; empty for none
   */
  PolicyInForce(
      PolicyWatch watch, Function<Planner, TableController> controllers, String sweptFor) {
    this.watch = watch;
    this.controllers = controllers;
    this.sweptFor = sweptFor;
  }

  /**
   * Takes over what has been learnt since.
   *
   * @return whether every known table has to be looked at again
   */
  boolean note() {
    if (planner != watch.planner()) {
      planner = watch.planner();
      controller = controllers.apply(planner);
    }
    Optional<String> settled = watch.settled();
    boolean changed = settled.isPresent() && !settled.get().equals(sweptFor);
    sweptFor = changed ? settled.get() : sweptFor;
    return changed;
  }

  TableController controller() {
    return controller;
  }

  /** For the checkpoint. */
  String sweptFor() {
    return sweptFor;
  }
}
