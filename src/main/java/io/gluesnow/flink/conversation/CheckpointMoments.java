package io.gluesnow.flink.conversation;

import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * When each checkpoint that may still complete was taken, by this operator's own clock in the
 * synchronous part. The notice of completion carries an id only, and may be lost: the newest moment
 * at or below the id counts.
 */
final class CheckpointMoments {
  private final TreeMap<Long, Instant> takenAt = new TreeMap<>();

  void taken(long checkpoint, Instant now) {
    takenAt.put(checkpoint, now);
  }

  /** The moment of the newest checkpoint not above {@code id}; older ones are forgotten. */
  Optional<Instant> completed(long id) {
    Optional<Instant> moment = Optional.ofNullable(takenAt.floorEntry(id)).map(e -> e.getValue());
    takenAt.headMap(id, true).clear();
    return moment;
  }

  int waiting() {
    return takenAt.size();
  }
}
