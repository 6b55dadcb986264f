package io.gluesnow.snowflake;

import io.gluesnow.plan.ObjectName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Names of which a CREATE has said that they exist (002002), since when: only for these is it worth
 * asking whether something other than an external table holds the name.
 */
final class TakenNames {
  private static final int MOST = 10_000;

  private final Map<ObjectName, Instant> since =
      new LinkedHashMap<ObjectName, Instant>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectName, Instant> eldest) {
          return size() > MOST;
        }
      };

  synchronized void add(ObjectName name, Instant now) {
    since.putIfAbsent(name, now);
  }

  synchronized void remove(ObjectName name) {
    since.remove(name);
  }

  synchronized Optional<Instant> since(ObjectName name) {
    return Optional.ofNullable(since.get(name));
  }
}
