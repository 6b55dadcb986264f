package io.gluesnow.standin.kinesis;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A shard: a range of hash keys and what was put into it. Guarded by its stream. */
final class Shard {
  final String id;
  final String parent;
  final String adjacentParent;
  final BigInteger firstHash;
  final BigInteger lastHash;
  final String firstSequence;
  final List<Entry> entries = new ArrayList<>();
  String lastSequence;

  Shard(
      String id,
      String parent,
      String adjacentParent,
      BigInteger firstHash,
      BigInteger lastHash,
      String firstSequence) {
    this.id = id;
    this.parent = parent;
    this.adjacentParent = adjacentParent;
    this.firstHash = firstHash;
    this.lastHash = lastHash;
    this.firstSequence = firstSequence;
  }

  boolean isClosed() {
    return lastSequence != null;
  }

  boolean takes(BigInteger hash) {
    return !isClosed() && firstHash.compareTo(hash) <= 0 && lastHash.compareTo(hash) >= 0;
  }

  boolean isChildOf(Shard other) {
    return other.id.equals(parent) || other.id.equals(adjacentParent);
  }

  /** The position of the first entry at or, if {@code after}, behind a sequence number. */
  int position(String sequence, boolean after) {
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = entries.get(middle).sequence.compareTo(sequence);
      if (order < 0 || after && order == 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The position of the first entry that arrived at or after a moment. */
  int position(Instant moment) {
    int position = 0;
    while (position < entries.size() && entries.get(position).arrival.isBefore(moment)) {
      position++;
    }
    return position;
  }

  /** What one producer put. */
  static final class Entry {
    final String sequence;
    final String partitionKey;
    final byte[] data;
    final Instant arrival;

    Entry(String sequence, String partitionKey, byte[] data, Instant arrival) {
      this.sequence = sequence;
      this.partitionKey = partitionKey;
      this.data = data;
      this.arrival = arrival;
    }
  }
}
