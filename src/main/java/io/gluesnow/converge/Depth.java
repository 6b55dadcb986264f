package io.gluesnow.converge;

/** How deep a look goes; each depth includes the ones before it. */
public enum Depth {
  /** SHOW: mark, owner, created_on. A page that others asked for may serve. */
  SHOW,
  /** DESC too: columns, location and format, read back into a target. */
  DESC,
  /** GET_DDL too: what guards the table, as a replace must restate it. */
  DDL
}
