package io.gluesnow.standin.snowflake;

/** A stage and the path below it, as written after an at sign. */
final class StagePath {
  private final Name stage;
  private final String path;

  private StagePath(Name stage, String path) {
    this.stage = stage;
    this.path = path;
  }

  static StagePath of(Name stage, String path) {
    return new StagePath(stage, path);
  }

  Name stage() {
    return stage;
  }

  /**
   * What follows the stage's name, without the slash that separates them; empty for the stage
   * itself.
   */
  String path() {
    return path;
  }

  @Override
  public String toString() {
    return "@" + stage + "/" + path;
  }
}
