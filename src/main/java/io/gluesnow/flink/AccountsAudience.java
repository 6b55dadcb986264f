package io.gluesnow.flink;

import java.io.Serializable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is told, at every checkpoint, what each operator has counted until then: over one checkpoint,
 * what was read is the sum of all outcomes and of what is open.
 */
public interface AccountsAudience extends Serializable {
  void told(long checkpoint, String operator, int subtask, Counts counts);

  /** Writes one line per operator instance and checkpoint at DEBUG. */
  static AccountsAudience log() {
    return (checkpoint, operator, subtask, counts) ->
        Log.LOG.debug("checkpoint {}: {} {}: {}", checkpoint, operator, subtask, counts);
  }

  /** Holds the logger: an interface has no private constants. */
  final class Log {
    private static final Logger LOG = LoggerFactory.getLogger(AccountsAudience.class);

    private Log() {}
  }
}
