package io.gluesnow.flink.conversation;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.Doubt;
import io.gluesnow.catalog.TableId;
import io.gluesnow.config.SyncConfig;
import io.gluesnow.flink.AccountsAudience;
import io.gluesnow.flink.Counts;
import io.gluesnow.flink.OutcomeRecord;
import io.gluesnow.flink.ScopeNews;
import io.gluesnow.flink.StoredTypes;
import io.gluesnow.flink.TableNews;
import io.gluesnow.testing.FakeClouds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** One attempt of the converge operator over clouds in memory, driven step by step. */
final class HarnessJob extends AbstractStreamOperatorTestHarness<OutcomeRecord> {
  // The factory is serialized on its way into the harness, the clouds are not.
  private static final ThreadLocal<FakeClouds> OPENED = new ThreadLocal<>();

  private static long checkpoints;
  private boolean checkpointing;
  private long longestMail;

  private HarnessJob(Told told) throws Exception {
    super(
        new ConvergeOperatorFactory(
            config(), share -> OPENED.get().open(share), told, Duration.ofSeconds(5)),
        1,
        1,
        0);
    KeySelector<TableNews, String> table = news -> news.table().toString();
    config.setStatePartitioner(0, table);
    config.setStateKeySerializer(StringSerializer.INSTANCE);
    config.serializeAllConfigs();
  }

  static HarnessJob start(FakeClouds clouds, Told told, OperatorSubtaskState state, Instant at)
      throws Exception {
    return start(clouds, told, new HashMapStateBackend(), state, at);
  }

  static HarnessJob start(
      FakeClouds clouds, Told told, StateBackend backend, OperatorSubtaskState state, Instant at)
      throws Exception {
    OPENED.set(clouds);
    HarnessJob job = new HarnessJob(told);
    job.setStateBackend(backend);
    job.getStreamConfig().setCheckpointingEnabled(true);
    job.getExecutionConfig().disableGenericTypes();
    job.setProcessingTime(at.toEpochMilli());
    job.setup(StoredTypes.OUTCOME.createSerializer(new SerializerConfigImpl()));
    if (state != null) {
      job.initializeState(state);
    }
    job.open();
    return job;
  }

  private static SyncConfig config() {
    Map<String, String> settings = new HashMap<>();
    settings.put("policy.instance", "test");
    settings.put("policy.apply", "on");
    settings.put("snowflake.secret-id", "none");
    settings.put("snowflake.lease", "60 s");
    settings.put("snowflake.statement-timeout", "5 s");
    settings.put("snowflake.files-timeout", "10 s");
    settings.put("snowflake.visible", "1 s");
    settings.put("converge.parked-interval", "30 s");
    settings.put("dead-letters.queue-url", "none");
    settings.put("aws.region", "eu-west-1");
    return SyncConfig.of(settings);
  }

  @SuppressWarnings("unchecked")
  private TwoInputStreamOperator<TableNews, ScopeNews, OutcomeRecord> twoInputs() {
    return (TwoInputStreamOperator<TableNews, ScopeNews, OutcomeRecord>) operator;
  }

  void hear(ScopeNews news) throws Exception {
    twoInputs().processElement2(new StreamRecord<>(news));
    mails();
  }

  Instant now() {
    return Instant.ofEpochMilli(getProcessingTime());
  }

  void hear(String event, TableId table) throws Exception {
    Doubt doubt =
        Doubt.of(
            CatalogEvent.ofTable(
                event, now().minusMillis(500), CatalogEvent.Kind.TABLE_UPDATED, table, "crawler"),
            now());
    hear(TableNews.events(doubt));
  }

  void hear(TableNews news) throws Exception {
    StreamRecord<TableNews> element = new StreamRecord<>(news);
    twoInputs().setKeyContextElement1(element);
    twoInputs().processElement1(element);
    mails();
  }

  /** A checkpoint that completes. */
  OperatorSubtaskState checkpoint() throws Exception {
    mails();
    long id = ++checkpoints;
    OperatorSubtaskState state = snapshot(id, getProcessingTime());
    notifyOfCompletedCheckpoint(id);
    mails();
    checkpointing = true;
    return state;
  }

  /** No checkpoint completes from now on, until one is asked for. */
  void stopCheckpoints() {
    checkpointing = false;
  }

  void mails() throws Exception {
    while (getTaskMailbox().hasMail()) {
      Mail mail = getTaskMailbox().take(0);
      long begun = System.nanoTime();
      mail.run();
      longestMail = Math.max(longestMail, System.nanoTime() - begun);
    }
  }

  /** The longest that one mail has held the task thread since this was last asked. */
  Duration longestMail() {
    Duration longest = Duration.ofNanos(longestMail);
    longestMail = 0;
    return longest;
  }

  boolean oneCall() throws Exception {
    boolean happened = OPENED.get().next();
    mails();
    return happened;
  }

  boolean pass(Duration time) throws Exception {
    setProcessingTime(getProcessingTime() + time.toMillis());
    mails();
    return true;
  }

  void settle() throws Exception {
    settle(Duration.ofSeconds(30));
  }

  /** Lets all calls happen while so much time passes; checkpoints go on. */
  void settle(Duration time) throws Exception {
    for (long left = time.toMillis(); left > 0; left -= 250) {
      if (checkpointing && left % 5000 == 0) {
        checkpoint();
      }
      while (oneCall()) {
        // until nothing is on its way
      }
      pass(Duration.ofMillis(250));
    }
  }

  List<OutcomeRecord> outcomes() {
    return extractOutputValues();
  }

  List<String> letters() {
    List<String> letters = new ArrayList<>();
    if (getSideOutput(ConvergeOperator.DEAD_LETTERS) != null) {
      getSideOutput(ConvergeOperator.DEAD_LETTERS).forEach(r -> letters.add(r.getValue()));
    }
    return letters;
  }

  /** Keeps what the operator told at its last checkpoint. */
  static final class Told implements AccountsAudience {
    private static final long serialVersionUID = 1L;
    private static final ThreadLocal<Told> HERE = new ThreadLocal<>();
    transient Counts last = Counts.of(Map.of());

    Told() {
      HERE.set(this);
    }

    long ended() {
      return last.byName().entrySet().stream()
          .filter(e -> e.getKey().startsWith("outcome-"))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }

    @Override
    public void told(long checkpoint, String operator, int subtask, Counts counts) {
      HERE.get().last = counts;
    }
  }
}
