package io.gluesnow.plan;

import java.util.Objects;

/** A place below a Snowflake stage: {@code @database.schema.stage/path/}. */
public final class StageLocation {
  private final ObjectName stage;
  private final String path;

  private StageLocation(ObjectName stage, String path) {
    this.stage = Objects.requireNonNull(stage, "stage");
    this.path = Objects.requireNonNull(path, "path");
    if (!path.isEmpty() && (path.startsWith("/") || !path.endsWith("/"))) {
      throw new IllegalArgumentException("a stage path is empty or like a/b/, not " + path);
    }
  }

  /**
   * @param path relative to the stage's URL: empty, or without a leading and with a final slash
   */
  public static StageLocation of(ObjectName stage, String path) {
    return new StageLocation(stage, path);
  }

  public ObjectName stage() {
    return stage;
  }

  public String path() {
    return path;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof StageLocation
        && stage.equals(((StageLocation) o).stage)
        && path.equals(((StageLocation) o).path);
  }

  @Override
  public int hashCode() {
    return Objects.hash(stage, path);
  }

  @Override
  public String toString() {
    return "@" + stage + "/" + path;
  }
}
