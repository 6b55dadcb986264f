package io.gluesnow.cloudtrail;

/**
 * Says inside this room why a record cannot be read; it never leaves it, and has no stack trace.
 */
final class Illegible extends Exception {
  private static final long serialVersionUID = 1L;

  Illegible(String reason) {
    super(reason, null, false, false);
  }
}
