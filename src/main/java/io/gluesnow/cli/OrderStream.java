package io.gluesnow.cli;

import io.gluesnow.config.SyncConfig;
import io.gluesnow.config.SyncOptions;
import java.time.Duration;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;

/** The job's live stream, to which orders are sent. */
final class OrderStream {
  /** One for all orders, so that they stay in order. */
  private static final String PARTITION = "gluesnow-orders";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SyncConfig config;
  private final String arn;

  private OrderStream(SyncConfig config, String arn) {
    this.config = Objects.requireNonNull(config, "config");
    this.arn = Objects.requireNonNull(arn, "arn");
  }

  /** The stream of this configuration, with its credentials; it must name one. */
  static OrderStream of(SyncConfig config) {
    return new OrderStream(
        config,
        config
            .find(SyncOptions.STREAM_ARN)
            .orElseThrow(
                () ->
                    new Misuse(
                        "the configuration has no "
                            + SyncOptions.STREAM_ARN.key()
                            + ", so the job hears no orders")));
  }

  /** The account that the stream belongs to. */
  String account() {
    return arn.split(":")[4];
  }

  String region() {
    return arn.split(":")[3];
  }

  /**
   * @return where it went, for people
   * @throws IllegalStateException with a sentence, if it was not taken
   */
  String put(OrderEvent order) {
    try (KinesisClient client = client()) {
      PutRecordResponse put =
          client.putRecord(
              request ->
                  request
                      .streamARN(arn)
                      .partitionKey(PARTITION)
                      .data(SdkBytes.fromUtf8String(order.toString())));
      return arn + ", " + put.shardId() + ", sequence number " + put.sequenceNumber();
    } catch (SdkException e) {
      throw new IllegalStateException(sentence(e));
    }
  }

  private KinesisClient client() {
    KinesisClientBuilder builder =
        KinesisClient.builder()
            .region(Region.of(region()))
            .overrideConfiguration(o -> o.apiCallTimeout(PATIENCE));
    config.endpoint(SyncOptions.KINESIS_ENDPOINT).ifPresent(builder::endpointOverride);
    if (config.get(SyncOptions.LOCAL_CREDENTIALS)) {
      builder.credentialsProvider(
          StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }
    return builder.build();
  }

  private String sentence(SdkException failure) {
    String code = "";
    if (failure instanceof AwsServiceException) {
      AwsErrorDetails details = ((AwsServiceException) failure).awsErrorDetails();
      code = details == null || details.errorCode() == null ? "" : details.errorCode();
    }
    String what = "the order was not sent to " + arn + ": ";
    switch (code) {
      case "ResourceNotFoundException":
        return what + "there is no such stream";
      case "AccessDeniedException":
        return what + "these credentials need kinesis:PutRecord on it";
      case "":
        return what + Causes.of(failure);
      default:
        return what + "Kinesis says " + code;
    }
  }
}
