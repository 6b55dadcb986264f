package io.gluesnow.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gluesnow.config.PropertyGroups;
import io.gluesnow.config.SyncConfig;
import io.gluesnow.judge.JudgeServer;
import io.gluesnow.judge.Judges;
import io.gluesnow.standin.kinesis.KplAggregate;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** The live source against kinesis-mock: nothing that was put on the stream is missed. */
class LiveSourceITCase {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();

  /** Slots for many jobs: one that reads by fan-out takes its time to end. */
  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(8)
              .build());

  private static JudgeServer mock;
  private static KinesisClient kinesis;

  @TempDir Path folder;
  private String stream;
  private JobClient job;

  @BeforeAll
  static void start() {
    mock = Judges.kinesisMock();
    kinesis =
        KinesisClient.builder()
            .endpointOverride(mock.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClient(ApacheHttpClient.create())
            .build();
  }

  @AfterAll
  static void stop() {
    kinesis.close();
    mock.close();
  }

  @BeforeEach
  void newStream(TestInfo test) {
    SEEN.clear();
    stream = test.getTestMethod().orElseThrow().getName();
  }

  @AfterEach
  void cancel() throws Exception {
    if (job != null && !job.getJobStatus().get().isGloballyTerminalState()) {
      job.cancel().get();
    }
  }

  @Test
  void recordsOfSplitAndMergedShardsAreRead() throws Exception {
    createStream(1);
    run(Map.of());
    put("a", 100);
    awaitSeen("a", 100);
    splitTheOnlyShard();
    put("b", 100);
    awaitSeen("b", 100);
    List<Shard> halves = openShards();
    kinesis.mergeShards(
        request ->
            request
                .streamName(stream)
                .shardToMerge(halves.get(0).shardId())
                .adjacentShardToMerge(halves.get(1).shardId()));
    awaitOpenShards(1);
    put("c", 100);
    awaitSeen("c", 100);
    assertThat(SEEN).as("each of them once, since nothing failed").hasSize(300);
  }

  @Test
  void enhancedFanOutReadsThemAllOverASplitAndAResume() throws Exception {
    Map<String, String> fanOut =
        Map.of(
            "source.kinesis.reader", "fan-out",
            "source.kinesis.consumer-name", "gluesnow-test");
    createStream(1);
    put("a", 50);
    run(fanOut);
    awaitSeen("a", 50);
    put("b", 50);
    awaitSeen("b", 50);
    assertThat(kinesis.listStreamConsumers(request -> request.streamARN(arn())).consumers())
        .as("a reader with a rate of its own, not a polling one")
        .extracting(consumer -> consumer.consumerName())
        .containsExactly("gluesnow-test");
    splitTheOnlyShard();
    put("c", 50);
    awaitSeen("c", 50);
    String savepoint = stopWithSavepoint();
    put("d", 50);
    SEEN.clear();
    run(fanOut, savepoint);
    awaitSeen("d", 50);
    assertThat(SEEN).as("nothing but what is new").hasSize(50);
  }

  @Test
  void resumedAroundASplitItReadsWhatIsNewAndOnlyThat() throws Exception {
    createStream(1);
    run(Map.of());
    put("a", 100);
    awaitSeen("a", 100);
    String savepoint = stopWithSavepoint();
    put("b", 20);
    splitTheOnlyShard();
    put("c", 100);
    SEEN.clear();
    run(Map.of(), savepoint);
    awaitSeen("b", 20);
    awaitSeen("c", 100);
    assertThat(seen("a")).isEmpty();
  }

  @Test
  @Tag("trap:aws-16")
  void aShardThatWasQuietUntilTheStopIsReadAfterIt() throws Exception {
    createStream(4);
    List<Shard> shards = openShards();
    run(Map.of());
    putTo(shards.get(0), "a");
    awaitSeen("a", 1);
    String savepoint = stopWithSavepoint();
    shards.forEach(shard -> putTo(shard, "b" + shard.shardId()));
    run(Map.of(), savepoint);
    awaitSeen("b", 4);
  }

  @Test
  void fromAFixedMomentOnEarlierRecordsAreNotRead() throws Exception {
    createStream(1);
    put("a", 10);
    TimeUnit.MILLISECONDS.sleep(1100);
    Instant moment = Instant.ofEpochMilli(System.currentTimeMillis());
    TimeUnit.MILLISECONDS.sleep(1100);
    put("b", 10);
    run(Map.of("source.kinesis.start", moment.toString()));
    awaitSeen("b", 10);
    assertThat(seen("a")).isEmpty();
  }

  @Test
  void aFixedMomentIsKeptForAShardThatIsQuietUntilTheStop() throws Exception {
    createStream(2);
    List<Shard> shards = openShards();
    Map<String, String> fromNow = Map.of("source.kinesis.start", Instant.now().toString());
    putTo(shards.get(0), "a");
    run(fromNow);
    awaitSeen("a", 1);
    String savepoint = stopWithSavepoint();
    shards.forEach(shard -> putTo(shard, "b" + shard.shardId()));
    run(fromNow, savepoint);
    awaitSeen("b", 2);
  }

  @Test
  void aggregatesOfTheProducerLibraryAreTakenApart() throws Exception {
    createStream(1);
    run(Map.of());
    kinesis.putRecord(
        request ->
            request
                .streamName(stream)
                .partitionKey("key")
                .data(SdkBytes.fromByteArray(KplAggregate.of("key", List.of("a1", "a2", "a3")))));
    awaitSeen("a", 3);
  }

  @Test
  void bytesThatAreNoEventPassAsTheyAre() throws Exception {
    byte[] everyByte = new byte[256];
    IntStream.range(0, 256).forEach(i -> everyByte[i] = (byte) i);
    byte[] cutAggregate = Arrays.copyOf(KplAggregate.of("key", List.of("cut")), 20);
    byte[] changedAggregate = KplAggregate.of("key", List.of("changed"));
    changedAggregate[changedAggregate.length - 1]++;
    List<byte[]> poison =
        List.of(
            everyByte,
            new byte[1],
            cutAggregate,
            changedAggregate,
            KplAggregate.sealed(new byte[] {-1, -1, -1}),
            "{\"detail\":".getBytes(StandardCharsets.UTF_8));
    createStream(1);
    Shard only = openShards().get(0);
    poison.forEach(bytes -> putTo(only, bytes));
    run(Map.of());
    await().atMost(PATIENCE).until(() -> SEEN.size() >= poison.size());
    assertThat(SEEN)
        .extracting(text -> text.getBytes(StandardCharsets.ISO_8859_1))
        .containsExactlyElementsOf(poison);
  }

  private void run(Map<String, String> changed) throws Exception {
    run(changed, null);
  }

  private void run(Map<String, String> changed, String savepoint) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    LiveSource.addTo(env, config(changed))
        .map(
            record -> {
              SEEN.add(new String(record.bytes(), StandardCharsets.ISO_8859_1)); // any bytes
              return 0;
            })
        .sinkTo(new DiscardingSink<>());
    job = env.executeAsync();
  }

  private SyncConfig config(Map<String, String> changed) {
    Map<String, String> settings =
        new TreeMap<>(PropertyGroups.ofFile(Paths.get("job-configs", "local.json")));
    settings.put("source.kinesis.stream-arn", arn());
    settings.put("source.kinesis.endpoint", mock.endpoint().toString());
    settings.putAll(changed);
    return SyncConfig.of(settings);
  }

  /**
   * Asked while it still opens its shards, the connector fails its task and with it the savepoint;
   * the job restarts by itself and is asked again, as a person would.
   */
  private String stopWithSavepoint() throws Exception {
    String place =
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofSeconds(2))
            .ignoreExceptions()
            .until(
                () ->
                    job.stopWithSavepoint(
                            false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                        .get(),
                Objects::nonNull);
    await().atMost(PATIENCE).until(() -> job.getJobStatus().get() == JobStatus.FINISHED);
    return place;
  }

  private void createStream(int shards) {
    kinesis.createStream(request -> request.streamName(stream).shardCount(shards));
    awaitOpenShards(shards);
  }

  private void splitTheOnlyShard() {
    Shard only = openShards().get(0);
    kinesis.splitShard(
        request ->
            request
                .streamName(stream)
                .shardToSplit(only.shardId())
                .newStartingHashKey(BigInteger.ONE.shiftLeft(127).toString()));
    awaitOpenShards(2);
  }

  private String arn() {
    // The account that kinesis-mock plays.
    return "arn:aws:kinesis:eu-west-1:000000000000:stream/" + stream;
  }

  private void awaitOpenShards(int count) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions() // the stream may not be there yet
        .until(() -> isActive() && openShards().size() == count);
  }

  private boolean isActive() {
    return kinesis
            .describeStreamSummary(request -> request.streamName(stream))
            .streamDescriptionSummary()
            .streamStatus()
        == StreamStatus.ACTIVE;
  }

  private List<Shard> openShards() {
    return kinesis.listShards(request -> request.streamName(stream)).shards().stream()
        .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
        .collect(Collectors.toList());
  }

  private void put(String prefix, int count) {
    kinesis.putRecords(
        request ->
            request
                .streamName(stream)
                .records(
                    IntStream.range(0, count)
                        .mapToObj(i -> entry(prefix + i))
                        .collect(Collectors.toList())));
  }

  private void putTo(Shard shard, String text) {
    putTo(shard, text.getBytes(StandardCharsets.UTF_8));
  }

  private void putTo(Shard shard, byte[] bytes) {
    kinesis.putRecord(
        request ->
            request
                .streamName(stream)
                .partitionKey("any")
                .explicitHashKey(shard.hashKeyRange().startingHashKey())
                .data(SdkBytes.fromByteArray(bytes)));
  }

  private static PutRecordsRequestEntry entry(String text) {
    return PutRecordsRequestEntry.builder()
        .partitionKey(text)
        .data(SdkBytes.fromUtf8String(text))
        .build();
  }

  private static Set<String> seen(String prefix) {
    return SEEN.stream()
        .filter(text -> text.startsWith(prefix))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void awaitSeen(String prefix, int count) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen(prefix)).hasSize(count));
  }
}
