package io.gluesnow.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.ControlEvent;
import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.cloudtrail.Damage;
import io.gluesnow.cloudtrail.TrailFixtures;
import io.gluesnow.config.SyncConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class DecodeFunctionTest {
  private static final long SEED = 20261103;

  private final LastCounts counts = new LastCounts();

  @Test
  void eachKindOfNewsLeavesByItsOwnDoor() throws Exception {
    try (Harness harness = opened(Map.of(), null)) {
      harness.read("records/create-by-crawler");
      harness.read("records/create-partition");
      harness.read("records/update-database");
      harness.read("records/delete-catalog");
      harness.read("envelopes/control-resync-all");
      harness.read("records/update-omitted-without-resources");
      harness.read("records/update-crawler");
      harness.read("records/create-failed");
      harness.snapshot(1, 1);

      assertThat(harness.tables())
          .extracting(CatalogEvent::kind)
          .containsExactly(CatalogEvent.Kind.TABLE_CREATED, CatalogEvent.Kind.PARTITIONS_CHANGED);
      assertThat(harness.side(DecodeFunction.DATABASES))
          .extracting(CatalogEvent::kind)
          .containsExactly(CatalogEvent.Kind.DATABASE_UPDATED);
      assertThat(harness.side(DecodeFunction.CONTROLS))
          .extracting(ControlEvent::command)
          .containsExactly(ControlEvent.Command.RESYNC, ControlEvent.Command.RESYNC);
      assertThat(harness.side(DecodeFunction.DEAD_LETTERS)).hasSize(1);
      assertThat(harness.side(DecodeFunction.UNSELECTED)).isEmpty();
    }
    assertThat(counts.last.of("events-read")).isEqualTo(8);
    assertThat(counts.last.of("events-handed-on")).isEqualTo(3);
    assertThat(ended(OutcomeKind.SPREAD)).isEqualTo(2);
    assertThat(ended(OutcomeKind.DEAD_LETTERED)).isEqualTo(1);
    assertThat(ended(OutcomeKind.IRRELEVANT)).isEqualTo(1);
    assertThat(ended(OutcomeKind.FAILED_CALL)).isEqualTo(1);
    assertThat(ended(OutcomeKind.FILTERED)).isZero();
  }

  @Test
  void whatIsNotSelectedEndsHereAndIsCountedAsFiltered() throws Exception {
    Map<String, String> rules =
        Map.of(
            "select.include",
            "press_.*; orchard-raw",
            "select.exclude",
            "orchard-raw / crate.*; press_house / tmp_.*");
    try (Harness harness = opened(rules, null)) {
      harness.read("records/create-by-crawler"); // orchard-raw / crate_weights: excluded
      harness.read("records/create-partition"); // press_house / juice
      harness.read("records/update-iceberg-commit"); // cellar: not included
      harness.read("records/update-database"); // orchard-raw: not all of it is excluded
      harness.read("records/create-database"); // mill: not included
      harness.snapshot(1, 1);

      assertThat(harness.tables())
          .extracting(e -> e.table().orElseThrow().table())
          .containsExactly("juice");
      assertThat(harness.side(DecodeFunction.DATABASES))
          .extracting(e -> e.database().database())
          .containsExactly("orchard-raw");
      assertThat(harness.side(DecodeFunction.UNSELECTED))
          .extracting(e -> e.database().database())
          .containsExactly("orchard-raw", "cellar", "mill");
    }
    assertThat(ended(OutcomeKind.FILTERED)).isEqualTo(3);
    assertThat(counts.last.of("events-handed-on")).isEqualTo(2);
    assertThat(counts.last.of("events-read")).isEqualTo(5);
  }

  @Test
  void recordsThatASourcePassedOverAreIrrelevantAndDamageIsADeadLetter() throws Exception {
    try (Harness harness = opened(Map.of(), null)) {
      harness.processElement(RawRecord.skipped(1_000_000, "s3://b/k", "1000000"), 0);
      harness.processElement(
          RawRecord.damaged("a trail object cannot be read: it is gone", "s3://b/k", "7"), 0);
      harness.snapshot(1, 1);

      assertThat(harness.tables()).isEmpty();
      assertThat(harness.side(DecodeFunction.DEAD_LETTERS))
          .singleElement(InstanceOfAssertFactories.STRING)
          .contains("\"reason\":\"a trail object cannot be read: it is gone\"")
          .contains("\"shard\":\"s3://b/k\",\"sequenceNumber\":\"7\",\"length\":0");
    }
    assertThat(counts.last.of("events-read")).isEqualTo(1_000_001);
    assertThat(ended(OutcomeKind.IRRELEVANT)).isEqualTo(1_000_000);
    assertThat(ended(OutcomeKind.DEAD_LETTERED)).isEqualTo(1);
  }

  @Test
  void anOrderToAnotherInstanceIsFiltered() throws Exception {
    for (String instance : List.of("prod", "dev")) {
      try (Harness harness = opened(Map.of("policy.instance", instance), null)) {
        harness.read("envelopes/control-pause-table");
        harness.snapshot(1, 1);

        assertThat(harness.side(DecodeFunction.CONTROLS)).hasSize(instance.equals("prod") ? 1 : 0);
      }
      assertThat(ended(OutcomeKind.SPREAD)).isEqualTo(instance.equals("prod") ? 1 : 0);
      assertThat(ended(OutcomeKind.FILTERED)).isEqualTo(instance.equals("prod") ? 0 : 1);
    }
  }

  @Test
  void theCountsAddUpWhateverComesInAndGoOnAfterARestart() throws Exception {
    Random random = new Random(SEED);
    List<String> names = TrailFixtures.names();
    Map<String, String> rules = Map.of("select.exclude", "cellar; .* / tmp_.*");
    OperatorSubtaskState saved;
    long handedOn = 0;
    try (Harness harness = opened(rules, null)) {
      for (int i = 0; i < 400; i++) {
        harness.read(damaged(names, random));
      }
      handedOn += harness.tables().size() + harness.side(DecodeFunction.DATABASES).size();
      saved = harness.snapshot(1, 1);
    }
    assertAddsUp(handedOn);
    try (Harness restored = opened(rules, saved)) {
      for (int i = 0; i < 400; i++) {
        restored.read(damaged(names, random));
      }
      handedOn += restored.tables().size() + restored.side(DecodeFunction.DATABASES).size();
      restored.snapshot(2, 2);
    }
    assertAddsUp(handedOn);
    assertThat(counts.last.of("events-read")).isGreaterThan(800);
  }

  private static byte[] damaged(List<String> names, Random random) {
    byte[] bytes = TrailFixtures.bytes(names.get(random.nextInt(names.size())));
    return random.nextInt(3) == 0 ? Damage.ofBytes(bytes, random) : bytes;
  }

  private void assertAddsUp(long handedOn) {
    long sum = counts.last.of("events-handed-on");
    assertThat(sum).isEqualTo(handedOn);
    for (OutcomeKind kind : OutcomeKind.values()) {
      sum += ended(kind);
    }
    assertThat(counts.last.of("events-read")).isEqualTo(sum);
  }

  private long ended(OutcomeKind kind) {
    return counts.last.of("outcome-" + kind.label());
  }

  private Harness opened(Map<String, String> settings, OperatorSubtaskState state)
      throws Exception {
    Map<String, String> all = new HashMap<>();
    all.put("policy.instance", "test");
    all.put("snowflake.secret-id", "s");
    all.put("dead-letters.queue-url", "https://sqs.eu-central-1.amazonaws.com/1/letters");
    all.put("source.kinesis.stream-arn", "arn:aws:kinesis:eu-central-1:210987654321:stream/events");
    all.putAll(settings);
    Harness harness = new Harness(new DecodeFunction(SyncConfig.of(all), counts));
    harness.getExecutionConfig().disableGenericTypes();
    harness.setup(new VersionedTypeSerializer<>(new CatalogEventSerializer()));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  /** Keeps what the operator told at its last checkpoint. */
  private static final class LastCounts implements AccountsAudience {
    private static final long serialVersionUID = 1L;
    private transient Counts last = Counts.of(Map.of());

    @Override
    public void told(long checkpoint, String operator, int subtask, Counts counts) {
      last = counts;
    }
  }

  private static final class Harness
      extends OneInputStreamOperatorTestHarness<RawRecord, CatalogEvent> {
    Harness(DecodeFunction function) throws Exception {
      super(new ProcessOperator<>(function));
    }

    void read(String fixture) throws Exception {
      read(TrailFixtures.bytes(fixture));
    }

    void read(byte[] bytes) throws Exception {
      processElement(RawRecord.of(bytes, "shard-1", "1"), 0);
    }

    List<CatalogEvent> tables() {
      return extractOutputValues();
    }

    <T> List<T> side(OutputTag<T> tag) {
      List<T> values = new ArrayList<>();
      Queue<StreamRecord<T>> records = getSideOutput(tag);
      if (records != null) {
        records.forEach(each -> values.add(each.getValue()));
      }
      return values;
    }
  }
}
