package io.gluesnow.flink;

import io.gluesnow.config.SyncConfig;
import io.gluesnow.config.SyncOptions;
import java.util.Properties;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.connector.aws.config.AWSConfigConstants;
import org.apache.flink.connector.sqs.sink.SqsSink;
import org.apache.flink.connector.sqs.sink.SqsSinkElementConverter;

/**
 * The SQS queue of dead letters, at least once. A queue that is gone back-pressures and then fails
 * the job: that is meant, since otherwise letters would be lost in silence.
 */
public final class DeadLetterSink {
  private DeadLetterSink() {}

  public static SqsSink<String> of(SyncConfig config) {
    Properties properties = new Properties();
    properties.setProperty(AWSConfigConstants.AWS_REGION, config.region().orElseThrow());
    config
        .find(SyncOptions.QUEUE_ENDPOINT)
        .ifPresent(e -> properties.setProperty(AWSConfigConstants.AWS_ENDPOINT, e));
    if (config.get(SyncOptions.LOCAL_CREDENTIALS)) {
      properties.setProperty(AWSConfigConstants.AWS_CREDENTIALS_PROVIDER, "BASIC");
      properties.setProperty(AWSConfigConstants.AWS_ACCESS_KEY_ID, "local");
      properties.setProperty(AWSConfigConstants.AWS_SECRET_ACCESS_KEY, "local");
    } else {
      properties.setProperty(AWSConfigConstants.AWS_CREDENTIALS_PROVIDER, "AUTO");
    }
    return SqsSink.<String>builder()
        .setSqsUrl(config.get(SyncOptions.QUEUE_URL))
        .setSqsClientProperties(properties)
        .setSqsSinkElementConverter(
            SqsSinkElementConverter.<String>builder()
                .setSerializationSchema(new SimpleStringSchema())
                .build())
        .setFailOnError(false)
        .build();
  }
}
