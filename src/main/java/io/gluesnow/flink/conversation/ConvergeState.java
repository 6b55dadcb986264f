package io.gluesnow.flink.conversation;

import io.gluesnow.catalog.TableId;
import io.gluesnow.config.SyncConfig;
import io.gluesnow.config.SyncOptions;
import io.gluesnow.converge.Known;
import io.gluesnow.converge.OpenWork;
import io.gluesnow.converge.TableState;
import io.gluesnow.converge.Timings;
import io.gluesnow.flink.KnownSerializer;
import io.gluesnow.flink.OpenWorkSerializer;
import io.gluesnow.flink.Pause;
import io.gluesnow.flink.StoredTypes;
import io.gluesnow.flink.Sweep;
import io.gluesnow.flink.ValueTypeInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;

/**
 * All state of one converge operator. Per table two halves: what is open, cleared when done, so
 * that it is found at once among a million tables; and what is known. Tables in a conversation are
 * also held in memory, since a conversation is never stored.
 *
 * <p>Per job: sweeps that have not ended, the policy's fingerprint, and the times that earlier
 * attempts ran with, of which the larger of stored and configured counts. These are union lists:
 * every instance sees what each held.
 */
final class ConvergeState {
  static final String OPEN = "open-work";
  static final String KNOWN = "known";

  private final ValueState<OpenWork> open;
  private final ValueState<Known> known;
  private final ListState<Sweep> sweeps;
  private final ListState<Pause> pauses;
  private final ListState<Long> times;
  private final ListState<String> policy;
  private final Map<String, TableState> talking = new HashMap<>();
  private final boolean restored;

  private ConvergeState(StateInitializationContext context) throws Exception {
    open =
        context
            .getKeyedStateStore()
            .getState(new ValueStateDescriptor<>(OPEN, ValueTypeInfo.of(new OpenWorkSerializer())));
    known =
        context
            .getKeyedStateStore()
            .getState(new ValueStateDescriptor<>(KNOWN, ValueTypeInfo.of(new KnownSerializer())));
    sweeps =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("sweeps", StoredTypes.SWEEP));
    pauses =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("pauses", StoredTypes.PAUSE));
    times =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("times-in-force", Types.LONG));
    policy =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("policy-fingerprint", Types.STRING));
    restored = context.isRestored();
  }

  static ConvergeState of(StateInitializationContext context) throws Exception {
    return new ConvergeState(context);
  }

  boolean isRestored() {
    return restored;
  }

  // ---- a table; the key must be current -------------------------------------------------------

  TableState of(TableId table) throws Exception {
    TableState inMemory = talking.get(table.toString());
    return inMemory == null ? stored() : inMemory;
  }

  private TableState stored() throws Exception {
    OpenWork work = open.value();
    Known facts = known.value();
    return TableState.of(
        work == null ? OpenWork.NONE : work, facts == null ? Known.NOTHING : facts);
  }

  /** Writes only the half that differs. */
  void update(TableId table, TableState before, TableState after) throws Exception {
    if (after.isTalking()) {
      talking.put(table.toString(), after);
    } else {
      talking.remove(table.toString());
    }
    if (!after.open().equals(before.open())) {
      if (after.open().isEmpty()) {
        open.clear();
      } else {
        open.update(after.open());
      }
    }
    if (!after.known().equals(before.known())) {
      if (after.known().isNothing()) {
        known.clear();
      } else {
        known.update(after.known());
      }
    }
  }

  /** How many tables are in a conversation. */
  int talking() {
    return talking.size();
  }

  // ---- the job --------------------------------------------------------------------------------

  List<Sweep> unfinishedSweeps() throws Exception {
    List<Sweep> distinct = new ArrayList<>();
    for (Sweep sweep : sweeps.get()) {
      if (!distinct.contains(sweep)) {
        distinct.add(sweep);
      }
    }
    return distinct;
  }

  /** The orders to pause that any instance has heard. */
  Pauses pauses() throws Exception {
    Pauses all = new Pauses();
    pauses.get().forEach(all::add);
    return all;
  }

  /** The policy that every instance has swept for; empty where they differ or held none. */
  Optional<String> policy() throws Exception {
    String one = null;
    for (String each : policy.get()) {
      if (one != null && !one.equals(each)) {
        return Optional.empty();
      }
      one = each;
    }
    return Optional.ofNullable(one);
  }

  /** Configured times, none smaller than what an earlier attempt may have sent with. */
  Timings agreed(SyncConfig config, Duration lease) throws Exception {
    long[] larger = {
      lease.toMillis(),
      config.get(SyncOptions.STATEMENT_TIMEOUT).toMillis(),
      config.get(SyncOptions.FILES_TIMEOUT).toMillis(),
      config.get(SyncOptions.SKEW).toMillis()
    };
    int i = 0;
    for (Long stored : times.get()) {
      larger[i % larger.length] = Math.max(larger[i % larger.length], stored);
      i++;
    }
    Duration parked = config.get(SyncOptions.PARKED);
    return Timings.builder()
        .lease(Duration.ofMillis(larger[0]))
        .statementTimeout(Duration.ofMillis(larger[1]))
        .filesTimeout(Duration.ofMillis(larger[2]))
        .skew(Duration.ofMillis(larger[3]))
        .visible(config.get(SyncOptions.VISIBLE))
        .askAgain(config.get(SyncOptions.ASK_AGAIN))
        .backOff(config.get(SyncOptions.RETRY_MIN), config.get(SyncOptions.RETRY_MAX))
        .parked(parked)
        .slowLook(parked)
        .poll(config.get(SyncOptions.RETRY_MIN))
        .build();
  }

  /** In the synchronous part of a checkpoint. */
  void snapshot(
      Timings inForce, List<Sweep> unfinished, List<Pause> orders, String policyFingerprint)
      throws Exception {
    times.update(
        List.of(
            inForce.lease().toMillis(),
            inForce.statementTimeout().toMillis(),
            inForce.filesTimeout().toMillis(),
            inForce.skew().toMillis()));
    sweeps.update(unfinished);
    pauses.update(orders);
    policy.update(List.of(policyFingerprint));
  }
}
