package io.gluesnow.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

class AwsStandInsITCase {
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  private static AwsStandIns aws;
  private static SdkAsyncHttpClient http;

  @BeforeAll
  static void start() {
    aws = AwsStandIns.start(Clock.systemUTC());
    http = NettyNioAsyncHttpClient.create();
  }

  @AfterAll
  static void stop() {
    http.close();
    aws.close();
  }

  @Test
  void whatIsSentToAQueueCanBeReadAgainAndAgain() {
    URI url = aws.queues().createQueue("letters");
    List<String> sent = new ArrayList<>();
    try (SqsAsyncClient sqs =
        SqsAsyncClient.builder()
            .httpClient(http)
            .endpointOverride(aws.queues().uri())
            .region(Region.of(AwsStandIns.REGION))
            .credentialsProvider(CREDENTIALS)
            .build()) {
      for (int i = 0; i < 25; i++) {
        sent.add("{\"number\":" + i + "}");
        sqs.sendMessage(r -> r.queueUrl(url.toString()).messageBody(sent.get(sent.size() - 1)))
            .join();
      }
    }
    assertThat(aws.queues().messages("letters")).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(aws.queues().messages("letters")).hasSize(25);
  }

  @Test
  void aSecretCanBeRotatedAndWithheld() {
    try (SecretsManagerAsyncClient client =
        SecretsManagerAsyncClient.builder()
            .httpClient(http)
            .endpointOverride(aws.secrets().uri())
            .region(Region.of(AwsStandIns.REGION))
            .credentialsProvider(CREDENTIALS)
            .build()) {
      assertThatThrownBy(() -> client.getSecretValue(r -> r.secretId("s")).join())
          .hasCauseInstanceOf(ResourceNotFoundException.class);
      aws.secrets().put("s", "one");
      String first = client.getSecretValue(r -> r.secretId("s")).join().versionId();
      aws.secrets().put("s", "two");
      assertThat(client.getSecretValue(r -> r.secretId("s")).join().secretString())
          .isEqualTo("two");
      assertThat(client.getSecretValue(r -> r.secretId("s")).join().versionId())
          .isNotEqualTo(first);
      aws.secrets().deny("s");
      assertThatThrownBy(() -> client.getSecretValue(r -> r.secretId("s")).join())
          .hasMessageContaining("secretsmanager:GetSecretValue");
    }
  }
}
