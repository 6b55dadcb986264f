package io.gluesnow.standin.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.standin.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.SavepointConfigOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.SinkFunction;
import org.apache.flink.streaming.connectors.kinesis.FlinkKinesisConsumer;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in serves the consumer that the job uses, in that consumer's own CBOR. */
class StandInKinesisITCase {
  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();
  private static final ConcurrentLinkedQueue<String> ALL = new ConcurrentLinkedQueue<>();

  private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-03T09:14:07.250Z"));
  private final StandInKinesis kinesis = StandInKinesis.start(clock);
  private final KinesisStream stream = kinesis.createStream("s", 2);
  private JobClient job;
  @TempDir private Path savepoints;

  @BeforeEach
  void nothingSeen() {
    SEEN.clear();
    ALL.clear();
  }

  @AfterEach
  void stop() throws Exception {
    if (job != null) {
      job.cancel().get(20, TimeUnit.SECONDS);
    }
    kinesis.close();
  }

  private void put(int from, int to) {
    for (int i = from; i < to; i++) {
      stream.put("key-" + i, ("record-" + i).getBytes());
    }
  }

  @SuppressWarnings("deprecation") // SourceFunction is the connector's interface in 1.20
  private JobClient start(String savepoint, Properties more) throws Exception {
    Configuration configuration = new Configuration();
    if (savepoint != null) {
      configuration.set(SavepointConfigOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    env.enableCheckpointing(200);
    Properties properties = new Properties();
    properties.setProperty("aws.region", "eu-west-1");
    properties.setProperty("aws.endpoint", kinesis.uri().toString());
    properties.setProperty("aws.credentials.provider", "BASIC");
    properties.setProperty("aws.credentials.provider.basic.accesskeyid", "local");
    properties.setProperty("aws.credentials.provider.basic.secretkey", "local");
    properties.setProperty("flink.stream.initpos", "TRIM_HORIZON");
    properties.setProperty("flink.shard.discovery.intervalmillis", "500");
    properties.setProperty("flink.shard.getrecords.intervalmillis", "100");
    properties.putAll(more);
    env.addSource(new FlinkKinesisConsumer<>("s", new SimpleStringSchema(), properties))
        .uid("source")
        .addSink(new Collect())
        .uid("sink");
    return env.executeAsync();
  }

  private void awaitSeen(int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(SEEN).hasSize(count));
  }

  @Test
  void everyRecordIsReadOverASplitAMergeAndASavepoint() throws Exception {
    put(0, 1_000);
    job = start(null, new Properties());
    awaitSeen(1_000);
    stream.split(stream.openShards().get(0));
    put(1_000, 2_000);
    awaitSeen(2_000);
    kinesis.faults().throttleNext(3);
    put(2_000, 2_100);
    awaitSeen(2_100);
    String savepoint =
        job.stopWithSavepoint(false, savepoints.toString(), SavepointFormatType.CANONICAL)
            .get(60, TimeUnit.SECONDS);
    assertThat(ALL).hasSize(2_100);
    stream.merge(stream.openShards().get(1), stream.openShards().get(2));
    put(2_100, 3_000);
    job = start(savepoint, new Properties());
    awaitSeen(3_000);
    assertThat(ALL).as("nothing twice").hasSize(3_000);
  }

  @Test
  void readsFromAMomentOn() throws Exception {
    put(0, 100);
    clock.advance(Duration.ofMillis(1));
    put(100, 200);
    Properties at = new Properties();
    at.setProperty("flink.stream.initpos", "AT_TIMESTAMP");
    at.setProperty("flink.stream.initpos.timestamp", "1793697247.251");
    job = start(null, at);
    awaitSeen(100);
    assertThat(SEEN).contains("record-100").doesNotContain("record-99");
  }

  @SuppressWarnings("deprecation") // enough for a test, and static for want of another way out
  private static final class Collect implements SinkFunction<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void invoke(String value, Context context) {
      SEEN.add(value);
      ALL.add(value);
    }
  }
}
