package io.gluesnow.plan;

import java.util.Objects;
import java.util.Optional;

/** Which of a target's files are to be registered again for one changed partition. */
public final class RefreshPath {
  /** Nobody knows which, so all of them. */
  public static final RefreshPath ALL = new RefreshPath("", "");

  private final String below;
  private final String outside;

  private RefreshPath(String below, String outside) {
    this.below = below;
    this.outside = outside;
  }

  /**
   * @param path relative to the target's location, with a final slash; all files if empty
   */
  public static RefreshPath below(String path) {
    return new RefreshPath(Objects.requireNonNull(path, "path"), "");
  }

  /** None: an external table shows no files outside of its location. */
  public static RefreshPath outside(String location) {
    return new RefreshPath("", Objects.requireNonNull(location, "location"));
  }

  public boolean isAll() {
    return below.isEmpty() && outside.isEmpty();
  }

  /** Empty for all files and for none. */
  public Optional<String> below() {
    return Optional.of(below).filter(path -> !path.isEmpty());
  }

  /** Where the partition's files are, if that is not below the target's location. */
  public Optional<String> outside() {
    return Optional.of(outside).filter(location -> !location.isEmpty());
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof RefreshPath
        && below.equals(((RefreshPath) o).below)
        && outside.equals(((RefreshPath) o).outside);
  }

  @Override
  public int hashCode() {
    return Objects.hash(below, outside);
  }

  @Override
  public String toString() {
    return isAll() ? "all files" : outside.isEmpty() ? "below " + below : "outside at " + outside;
  }
}
