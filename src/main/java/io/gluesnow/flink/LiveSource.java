package io.gluesnow.flink;

import io.gluesnow.config.SyncConfig;
import io.gluesnow.config.SyncOptions;
import java.time.Instant;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.connectors.kinesis.FlinkKinesisConsumer;
import org.apache.flink.streaming.connectors.kinesis.config.AWSConfigConstants;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.InitialPosition;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.RecordPublisherType;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;

/**
 * The Kinesis stream of CloudTrail events, records as they are: whatever is in them, nothing can
 * fail here (an exception in a deserializer fails the job again and again).
 *
 * <p>The only class that touches the connector's older interface, so that a move to Flink 2 is a
 * change in one place. The newer source in the same jar can lose records on a restart around a
 * shard split and does not take apart what the Kinesis producer library has aggregated.
 */
public final class LiveSource {
  private LiveSource() {}

  /** Adds the source; the stream's name must be configured. */
  @SuppressWarnings("deprecation") // SourceFunction is the connector's interface in 1.20
  public static SingleOutputStreamOperator<RawRecord> addTo(
      StreamExecutionEnvironment env, SyncConfig config) {
    return env.addSource(
        new FlinkKinesisConsumer<>(
            config.streamName().orElseThrow(), new AsItIs(), properties(config)),
        StoredTypes.RAW_RECORD);
  }

  static Properties properties(SyncConfig config) {
    Properties properties = new Properties();
    properties.setProperty(AWSConfigConstants.AWS_REGION, config.streamRegion().orElseThrow());
    config
        .find(SyncOptions.KINESIS_ENDPOINT)
        .ifPresent(e -> properties.setProperty(AWSConfigConstants.AWS_ENDPOINT, e));
    if (config.get(SyncOptions.LOCAL_CREDENTIALS)) {
      properties.setProperty(AWSConfigConstants.AWS_CREDENTIALS_PROVIDER, "BASIC");
      properties.setProperty(AWSConfigConstants.AWS_ACCESS_KEY_ID, "local");
      properties.setProperty(AWSConfigConstants.AWS_SECRET_ACCESS_KEY, "local");
    } else {
      properties.setProperty(AWSConfigConstants.AWS_CREDENTIALS_PROVIDER, "AUTO");
    }
    start(properties, config);
    set(
        properties,
        ConsumerConfigConstants.SHARD_GETRECORDS_INTERVAL_MILLIS,
        config.get(SyncOptions.POLL_INTERVAL).toMillis());
    set(
        properties,
        ConsumerConfigConstants.SHARD_DISCOVERY_INTERVAL_MILLIS,
        config.get(SyncOptions.SHARD_DISCOVERY).toMillis());
    if (config.get(SyncOptions.READER) == SyncOptions.Reader.FAN_OUT) {
      properties.setProperty(
          ConsumerConfigConstants.RECORD_PUBLISHER_TYPE, RecordPublisherType.EFO.name());
      properties.setProperty(
          ConsumerConfigConstants.EFO_CONSUMER_NAME, config.get(SyncOptions.CONSUMER));
    }
    return properties;
  }

  private static void start(Properties properties, SyncConfig config) {
    if (config.startMoment().isEmpty()) {
      properties.setProperty(
          ConsumerConfigConstants.STREAM_INITIAL_POSITION, InitialPosition.TRIM_HORIZON.name());
      return;
    }
    Instant moment = config.startMoment().get();
    properties.setProperty(
        ConsumerConfigConstants.STREAM_INITIAL_POSITION, InitialPosition.AT_TIMESTAMP.name());
    // Seconds with a fraction is the connector's other accepted form, free of time zones.
    properties.setProperty(
        ConsumerConfigConstants.STREAM_INITIAL_TIMESTAMP,
        moment.getEpochSecond() + "." + String.format("%03d", moment.getNano() / 1_000_000));
  }

  private static void set(Properties properties, String key, long value) {
    properties.setProperty(key, Long.toString(value));
  }

  /** Wraps the bytes; the connector has already taken KPL aggregates apart. */
  private static final class AsItIs implements KinesisDeserializationSchema<RawRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public RawRecord deserialize(
        byte[] bytes,
        String partitionKey,
        String sequenceNumber,
        long arrival,
        String stream,
        String shard) {
      return RawRecord.of(bytes, shard, sequenceNumber);
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
      return StoredTypes.RAW_RECORD;
    }
  }
}
