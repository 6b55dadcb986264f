package io.gluesnow.snowflake.api;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClientBuilder;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** Reads one secret of AWS Secrets Manager, with the credentials that the SDK finds by itself. */
public final class AwsSecretSource implements SecretSource, AutoCloseable {
  private static final Duration ATTEMPT = Duration.ofSeconds(5);
  private static final Duration ALL_ATTEMPTS = Duration.ofSeconds(15);

  private final String secretId;
  private final SecretsManagerAsyncClient client;

  private AwsSecretSource(String secretId, SecretsManagerAsyncClient client) {
    this.secretId = secretId;
    this.client = client;
  }

  /**
   * @param secretId name or ARN
   * @param region where the secret is, like {@code eu-central-1}
   * @param endpoint another endpoint than AWS's own, or null
   */
  public static AwsSecretSource open(String secretId, String region, URI endpoint) {
    SecretsManagerAsyncClientBuilder builder =
        SecretsManagerAsyncClient.builder()
            .region(Region.of(region))
            .httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(2))
            .overrideConfiguration(
                o -> o.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(ALL_ATTEMPTS));
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    return new AwsSecretSource(Objects.requireNonNull(secretId, "secretId"), builder.build());
  }

  @Override
  public String read() {
    try {
      return text(client.getSecretValue(r -> r.secretId(secretId)).join());
    } catch (CompletionException e) {
      throw new BadSecretException(sentence(e.getCause()));
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private static String text(GetSecretValueResponse response) {
    return response.secretString() != null
        ? response.secretString()
        : response.secretBinary().asString(StandardCharsets.UTF_8);
  }

  private String sentence(Throwable cause) {
    String what = "The secret " + secretId + " cannot be read: ";
    String code = codeOf(cause);
    switch (code) {
      case "ResourceNotFoundException":
        return what + "there is none of that name in this region and account.";
      case "AccessDeniedException":
        return what
            + "this role needs secretsmanager:GetSecretValue on it, and kms:Decrypt on its key.";
      default:
        return what + "Secrets Manager says " + code + ".";
    }
  }

  /** AWS's code, or the kind of failure where no answer came. */
  private static String codeOf(Throwable cause) {
    if (cause instanceof AwsServiceException) {
      AwsErrorDetails details = ((AwsServiceException) cause).awsErrorDetails();
      if (details != null && details.errorCode() != null) {
        return details.errorCode();
      }
    }
    return cause.getClass().getSimpleName();
  }

  @Override
  public String toString() {
    return "secret " + secretId;
  }
}
