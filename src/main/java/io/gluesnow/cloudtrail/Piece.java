package io.gluesnow.cloudtrail;

import java.util.Arrays;

/** A part of some bytes, cut out only when it is needed (for a dead letter). */
final class Piece {
  private final byte[] source;
  private final int from;
  private final int to;

  private Piece(byte[] source, int from, int to) {
    this.source = source;
    this.from = from;
    this.to = to;
  }

  static Piece whole(byte[] source) {
    return new Piece(source, 0, source.length);
  }

  /** The part between two offsets as a parser tells them; all of it where it cannot tell. */
  Piece part(long from, long to) {
    return from < this.from || to > this.to || from >= to
        ? this
        : new Piece(source, (int) from, (int) to);
  }

  byte[] bytes() {
    return from == 0 && to == source.length ? source : Arrays.copyOfRange(source, from, to);
  }
}
