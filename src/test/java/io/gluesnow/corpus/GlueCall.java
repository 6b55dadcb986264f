package io.gluesnow.corpus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.standin.glue.Caller;
import io.gluesnow.standin.glue.GlueWorld;
import java.util.Objects;

/** One call of Glue's API, which can be made in any world. */
final class GlueCall {
  private final Caller caller;
  private final String operation;
  private final ObjectNode request;

  private GlueCall(Caller caller, String operation, ObjectNode request) {
    this.caller = Objects.requireNonNull(caller, "caller");
    this.operation = Objects.requireNonNull(operation, "operation");
    this.request = request.deepCopy();
  }

  static GlueCall of(Caller caller, String operation, ObjectNode request) {
    return new GlueCall(caller, operation, request);
  }

  /** The record of it. */
  ObjectNode madeIn(GlueWorld world) {
    return world.call(caller, operation, request.deepCopy());
  }

  @Override
  public String toString() {
    return operation + " " + request;
  }
}
