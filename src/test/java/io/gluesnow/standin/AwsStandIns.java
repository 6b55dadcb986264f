package io.gluesnow.standin;

import io.gluesnow.standin.glue.GlueWorld;
import io.gluesnow.standin.glue.StandInGlue;
import io.gluesnow.standin.kinesis.StandInKinesis;
import io.gluesnow.standin.secrets.StandInSecrets;
import java.net.URI;
import java.time.Clock;

/**
 * All of AWS that the job talks to, on free ports of loopback: Kinesis, Glue, Secrets Manager, and
 * SQS. Account {@code 111122223333}, region {@code eu-west-1}, any credentials.
 */
public final class AwsStandIns implements AutoCloseable {
  public static final String ACCOUNT = "111122223333";
  public static final String REGION = "eu-west-1";

  private final StandInKinesis kinesis;
  private final StandInGlue glue;
  private final StandInSecrets secrets;
  private final StandInQueues queues;

  private AwsStandIns(Clock clock) {
    this.kinesis = StandInKinesis.start(clock);
    this.glue = StandInGlue.start(GlueWorld.of(clock, ACCOUNT, REGION));
    this.secrets = StandInSecrets.start();
    this.queues = StandInQueues.start();
  }

  /** Starts them all, empty. */
  public static AwsStandIns start(Clock clock) {
    return new AwsStandIns(clock);
  }

  public StandInKinesis kinesis() {
    return kinesis;
  }

  public StandInGlue glue() {
    return glue;
  }

  public StandInSecrets secrets() {
    return secrets;
  }

  public StandInQueues queues() {
    return queues;
  }

  /** The ARN of a stream by that name. */
  public static String streamArn(String name) {
    return "arn:aws:kinesis:" + REGION + ":" + ACCOUNT + ":stream/" + name;
  }

  /** The URL of a queue by that name. */
  public URI queueUrl(String name) {
    return queues.url(name);
  }

  @Override
  public void close() {
    kinesis.close();
    glue.close();
    secrets.close();
    queues.close();
  }
}
