package io.gluesnow.snowflake;

import io.gluesnow.plan.ObjectName;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names of which a CREATE was told that they exist (002002): only for these is it worth asking
 * whether something other than an external table holds the name.
 *
 * <p>What holds it may be seen a little later, may have gone meanwhile, or may be hidden from our
 * role for good; the last is certain only when a CREATE meets it again after a while.
 */
final class TakenNames {
  /** How a name stands of which nothing can be seen. */
  enum Standing {
    /** No CREATE has met anything there. */
    FREE,
    /** Met so lately that another session may not see it yet. */
    JUST_MET,
    /** Met a while ago: it may have gone. */
    MET_ONCE,
    /** Met again a while later: it is hidden from us. */
    HIDDEN
  }

  private static final Duration UNSEEN_FOR = Duration.ofSeconds(10);
  private static final int MOST = 10_000;

  private final Map<ObjectName, Meeting> meetings =
      new LinkedHashMap<ObjectName, Meeting>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectName, Meeting> eldest) {
          return size() > MOST;
        }
      };

  synchronized void met(ObjectName name, Instant now) {
    Meeting first = meetings.putIfAbsent(name, new Meeting(now));
    if (first != null) {
      first.again |= first.isLongAgo(now);
    }
  }

  synchronized void forget(ObjectName name) {
    meetings.remove(name);
  }

  synchronized Standing of(ObjectName name, Instant now) {
    Meeting meeting = meetings.get(name);
    if (meeting == null) {
      return Standing.FREE;
    }
    if (!meeting.isLongAgo(now)) {
      return Standing.JUST_MET;
    }
    return meeting.again ? Standing.HIDDEN : Standing.MET_ONCE;
  }

  private static final class Meeting {
    private final Instant first;
    private boolean again;

    Meeting(Instant first) {
      this.first = first;
    }

    boolean isLongAgo(Instant now) {
      return !now.isBefore(first.plus(UNSEEN_FOR));
    }
  }
}
