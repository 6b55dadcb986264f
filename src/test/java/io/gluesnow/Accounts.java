package io.gluesnow;

import io.gluesnow.flink.AccountsAudience;
import io.gluesnow.flink.Counts;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Gathers what the operators of one job in this process count at each checkpoint. */
final class Accounts implements AccountsAudience {
  private static final long serialVersionUID = 1L;
  private static final List<String> OPERATORS = List.of("decode", "sequence", "spread", "converge");

  /** An audience travels in the job graph as a copy: what is told is kept here, by its id. */
  private static final Map<String, NavigableMap<Long, Map<String, Counts>>> TOLD =
      new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final int parallelism;

  Accounts(int parallelism) {
    this.parallelism = parallelism;
    TOLD.put(id, new ConcurrentSkipListMap<>());
  }

  @Override
  public void told(long checkpoint, String operator, int subtask, Counts counts) {
    TOLD.get(id)
        .computeIfAbsent(checkpoint, first -> new ConcurrentHashMap<>())
        .put(operator + " " + subtask, counts);
  }

  /** The checkpoints that every instance of every operator has told, by id. */
  NavigableMap<Long, Balance> balances() {
    NavigableMap<Long, Balance> whole = new TreeMap<>();
    TOLD.get(id)
        .forEach(
            (checkpoint, told) -> {
              if (told.size() == OPERATORS.size() * parallelism) {
                whole.put(checkpoint, Balance.of(told));
              }
            });
    return whole;
  }

  /** The newest; an empty one before the first. */
  Balance newest() {
    NavigableMap<Long, Balance> all = balances();
    return all.isEmpty() ? Balance.of(Map.of()) : all.lastEntry().getValue();
  }

  /** The accounts of one checkpoint, all operators and instances together. */
  static final class Balance {
    private static final String OUTCOME = "outcome-";

    private final long read;
    private final Counts all;

    private Balance(long read, Counts all) {
      this.read = read;
      this.all = all;
    }

    private static Balance of(Map<String, Counts> told) {
      long read = 0;
      Counts all = Counts.of(Map.of());
      for (Map.Entry<String, Counts> instance : told.entrySet()) {
        all = all.plus(instance.getValue());
        if (instance.getKey().startsWith("decode ")) {
          read += instance.getValue().of("events-read");
        }
      }
      return new Balance(read, all);
    }

    /** Events that came into the job. */
    long read() {
      return read;
    }

    long open() {
      return all.of("events-open");
    }

    long ended() {
      return all.byName().entrySet().stream()
          .filter(count -> count.getKey().startsWith(OUTCOME))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }

    long outcome(String label) {
      return all.of(OUTCOME + label);
    }

    long count(String name) {
      return all.of(name);
    }

    @Override
    public String toString() {
      return "read " + read + " = ended " + ended() + " + open " + open() + "? of " + all;
    }
  }
}
