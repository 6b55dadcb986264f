package io.gluesnow.standin.snowflake;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which request gets which fault. The first rule that applies decides; without one nothing goes
 * wrong.
 */
public final class Faults {
  private final ServerTime time;
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final AtomicLong requests = new AtomicLong();

  Faults(ServerTime time) {
    this.time = time;
  }

  /** Every matching request gets the fault, until the rule is removed. */
  public Rule always(Predicate<SentRequest> matching, Fault fault) {
    return add(new Rule(matching, request -> fault, 0, Long.MAX_VALUE));
  }

  /** The next matching request only. */
  public Rule once(Predicate<SentRequest> matching, Fault fault) {
    return times(1, matching, fault);
  }

  /** The next n matching requests. */
  public Rule times(int n, Predicate<SentRequest> matching, Fault fault) {
    return add(new Rule(matching, request -> fault, 0, n));
  }

  /** The n-th matching request from now, counted from 1. */
  public Rule nth(int n, Predicate<SentRequest> matching, Fault fault) {
    return add(new Rule(matching, request -> fault, n - 1L, 1));
  }

  /** Whatever the function says for each request, such as one drawn from a seed. */
  public Rule chosen(Function<SentRequest, Fault> choice) {
    return add(new Rule(request -> true, choice, 0, Long.MAX_VALUE));
  }

  /** From now on and for so long every request gets the fault: an outage. */
  public Rule during(Duration period, Fault fault) {
    long end = time.millis() + period.toMillis();
    return always(request -> time.millis() < end, fault);
  }

  /** Counts the matching requests and leaves the decision to the other rules. */
  public Rule counting(Predicate<SentRequest> matching) {
    Rule rule = new Rule(matching, request -> null, 0, Long.MAX_VALUE);
    rules.add(0, rule);
    return rule;
  }

  public void clear() {
    rules.clear();
  }

  private Rule add(Rule rule) {
    rules.add(rule);
    return rule;
  }

  long nextOrdinal() {
    return requests.incrementAndGet();
  }

  /** How many requests of any kind have come in. */
  public long requests() {
    return requests.get();
  }

  synchronized Fault meet(SentRequest request) {
    for (Rule rule : rules) {
      Fault fault = rule.meet(request);
      if (fault != null) {
        return fault;
      }
    }
    return Fault.none();
  }

  /** One rule, to see how often it struck and to take it back. */
  public final class Rule {
    private final Predicate<SentRequest> matching;
    private final Function<SentRequest, Fault> choice;
    private final AtomicLong hits = new AtomicLong();
    private long skip;
    private long left;

    private Rule(
        Predicate<SentRequest> matching,
        Function<SentRequest, Fault> choice,
        long skip,
        long left) {
      this.matching = matching;
      this.choice = choice;
      this.skip = skip;
      this.left = left;
    }

    /** How many requests matched: they got this fault, or were counted. */
    public long hits() {
      return hits.get();
    }

    public void remove() {
      rules.remove(this);
    }

    private Fault meet(SentRequest request) {
      if (left <= 0 || !matching.test(request)) {
        return null;
      }
      if (skip > 0) {
        skip--;
        return null;
      }
      left--;
      hits.incrementAndGet();
      return choice.apply(request);
    }
  }
}
