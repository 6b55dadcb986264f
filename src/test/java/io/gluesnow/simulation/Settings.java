package io.gluesnow.simulation;

/** What an operator has set in a world; another version is another policy. */
final class Settings {
  static final Settings USUAL = new Settings("v1", true, true, false);

  final String version;
  final boolean apply;
  final boolean drops;
  final boolean adopts;

  Settings(String version, boolean apply, boolean drops, boolean adopts) {
    this.version = version;
    this.apply = apply;
    this.drops = drops;
    this.adopts = adopts;
  }

  Settings withVersion(String other) {
    return new Settings(other, apply, drops, adopts);
  }

  Settings withApply(boolean on) {
    return new Settings(version, on, drops, adopts);
  }

  @Override
  public String toString() {
    return version + (apply ? " apply" : "") + (drops ? " drops" : "") + (adopts ? " adopts" : "");
  }
}
