package io.gluesnow.standin.snowflake;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Runs statements in time: each begins when its request is taken in, and its effect comes when it
 * ends, also when newer statements have run by then and nobody waits for it any more.
 *
 * <p>Request ids are as documented
 * (https://docs.snowflake.com/en/developer-guide/sql-api/submitting-requests, "Resubmitting a
 * request"): only with {@code retry=true}, and only if the first has succeeded, the earlier outcome
 * is given again; how long an id is remembered is not documented, so it can be set.
 */
final class Executions {
  private static final int HANDLES_KEPT = 20_000;
  private static final long ROWS_KEPT = 300_000;

  private final Engine engine;
  private final ServerTime time;
  private final Journal journal;
  private final Map<String, Execution> byHandle = bounded();
  private final Map<String, Execution> byRequestId = bounded();
  private final Deque<Execution> withRows = new ArrayDeque<>();
  private long rowsKept;
  private volatile long requestIdMemoryMillis = Duration.ofHours(24).toMillis();
  private volatile long staleMillis;

  Executions(Engine engine, ServerTime time, Journal journal) {
    this.engine = engine;
    this.time = time;
    this.journal = journal;
  }

  private static Map<String, Execution> bounded() {
    return new LinkedHashMap<String, Execution>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Execution> eldest) {
        return size() > HANDLES_KEPT;
      }
    };
  }

  /** Results are kept as long as their rows are not too many, the newest last to go. */
  private void keep(Execution execution, Result result) {
    withRows.addLast(execution);
    rowsKept += result.rows().size();
    while (rowsKept > ROWS_KEPT && withRows.size() > 1) {
      rowsKept -= withRows.removeFirst().forget();
    }
  }

  void requestIdMemory(Duration memory) {
    requestIdMemoryMillis = memory.toMillis();
  }

  /** How long every look may be behind another session's writes. */
  void staleness(Duration age) {
    staleMillis = age.toMillis();
  }

  /**
   * Takes a statement in.
   *
   * @param timeoutSeconds after how long it is cancelled; 0 for never
   */
  Execution submit(
      Session session,
      String sql,
      String requestId,
      boolean retry,
      long timeoutSeconds,
      Fault fault) {
    Execution earlier = retry ? remembered(requestId) : null;
    if (earlier != null) {
      return earlier;
    }
    Execution execution = new Execution(session.user(), sql, time.millis());
    synchronized (byHandle) {
      byHandle.put(execution.handle(), execution);
      if (requestId != null) {
        byRequestId.put(requestId, execution);
      }
    }
    long runs = fault.slowMillis();
    boolean overruns = timeoutSeconds > 0 && timeoutSeconds * 1000 < runs;
    if (runs == 0) {
      run(execution, session, requestId, fault);
    } else if (overruns) {
      time.after(
          timeoutSeconds * 1000, () -> expire(execution, session, requestId, timeoutSeconds));
    } else {
      time.after(runs, () -> run(execution, session, requestId, fault));
    }
    return execution;
  }

  private Execution remembered(String requestId) {
    synchronized (byHandle) {
      Execution earlier = requestId == null ? null : byRequestId.get(requestId);
      boolean known =
          earlier != null
              && earlier.state() == Execution.State.SUCCEEDED
              && time.millis() - earlier.createdOn() <= requestIdMemoryMillis;
      return known ? earlier : null;
    }
  }

  private void run(Execution execution, Session session, String requestId, Fault fault) {
    Statement statement = null;
    SqlFailure failure = fault.refusal().orElse(null);
    try {
      statement = Parser.parse(execution.sql(), engine.foldsQuoted(session));
    } catch (SqlFailure refused) {
      failure = failure == null ? refused : failure;
    }
    synchronized (engine) {
      if (!execution.running()) {
        return;
      }
      run(execution, statement, failure, session, requestId, fault);
    }
    execution.announce();
  }

  private void run(
      Execution execution,
      Statement statement,
      SqlFailure refusal,
      Session session,
      String requestId,
      Fault fault) {
    long now = time.millis();
    long age = Math.max(fault.staleMillis(), staleMillis);
    SqlFailure failure = refusal;
    Result result = null;
    if (failure == null) {
      try {
        result =
            engine.run(statement, new Run(session, now, age == 0 ? Long.MAX_VALUE : now - age));
      } catch (SqlFailure refused) {
        failure = refused;
      }
    }
    boolean looks = statement != null && statement.looks();
    journal.add(execution.sql(), session, requestId, execution.createdOn(), now, looks, failure);
    if (failure == null) {
      execution.succeeded(result);
      keep(execution, result);
    } else {
      execution.failed(failure);
    }
  }

  private void expire(Execution execution, Session session, String requestId, long timeoutSeconds) {
    synchronized (engine) {
      if (!execution.running()) {
        return;
      }
      execution.timedOut(timeoutSeconds);
      ended(execution, session, requestId);
    }
    execution.announce();
  }

  private void ended(Execution execution, Session session, String requestId) {
    journal.add(
        execution.sql(),
        session,
        requestId,
        execution.createdOn(),
        time.millis(),
        false,
        execution.failure().orElse(null));
  }

  Optional<Execution> find(String handle) {
    synchronized (byHandle) {
      return Optional.ofNullable(byHandle.get(handle));
    }
  }

  /** Whether it was still running. */
  boolean cancel(Execution execution, Session session) {
    synchronized (engine) {
      if (!execution.running()) {
        return false;
      }
      execution.cancelled();
      ended(execution, session, null);
    }
    execution.announce();
    return true;
  }
}
