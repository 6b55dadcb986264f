package io.gluesnow.snowflake;

/** Text that Snowflake printed and we do not understand; never leaves this room. */
final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unreadable(String message) {
    super(message, null, false, false);
  }
}
