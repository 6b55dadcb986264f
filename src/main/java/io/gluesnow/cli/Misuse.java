package io.gluesnow.cli;

/** A command was called in a way that it cannot obey; the message is for people. */
final class Misuse extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Misuse(String sentence) {
    super(sentence);
  }
}
