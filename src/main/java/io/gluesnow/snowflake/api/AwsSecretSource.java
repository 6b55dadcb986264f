package io.gluesnow.snowflake.api;

import io.netty.channel.nio.NioEventLoopGroup;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** Reads one secret of AWS Secrets Manager. */
public final class AwsSecretSource implements SecretSource, AutoCloseable {
  private static final Duration ATTEMPT = Duration.ofSeconds(5);
  private static final Duration ALL_ATTEMPTS = Duration.ofSeconds(15);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  private final String secretId;
  private final NioEventLoopGroup loops;
  private final SdkAsyncHttpClient http;
  private final SecretsManagerAsyncClient client;

  private AwsSecretSource(
      String secretId, String region, URI endpoint, AwsCredentialsProvider credentials) {
    this.secretId = Objects.requireNonNull(secretId, "secretId");
    // Our own, since the SDK's would hold up close for two idle seconds.
    this.loops = new NioEventLoopGroup(1, Daemons.named("gluesnow-secret"));
    this.http =
        NettyNioAsyncHttpClient.builder()
            .eventLoopGroup(SdkEventLoopGroup.create(loops))
            .maxConcurrency(2)
            .build();
    this.client =
        SecretsManagerAsyncClient.builder()
            .region(Region.of(region))
            .httpClient(http)
            .endpointOverride(endpoint)
            .credentialsProvider(credentials)
            .overrideConfiguration(
                o -> o.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(ALL_ATTEMPTS))
            .build();
  }

  /**
   * With the credentials that the SDK finds by itself.
   *
   * @param secretId name or ARN
   * @param region where the secret is, like {@code eu-central-1}
   * @param endpoint another endpoint than AWS's own, or null
   */
  public static AwsSecretSource open(String secretId, String region, URI endpoint) {
    return new AwsSecretSource(secretId, region, endpoint, null);
  }

  /**
   * With made-up credentials, for a stand-in on this machine: they would open nothing elsewhere.
   */
  public static AwsSecretSource openLocal(String secretId, String region, URI endpoint) {
    Objects.requireNonNull(endpoint, "endpoint");
    AwsBasicCredentials madeUp = AwsBasicCredentials.create("local", "local");
    return new AwsSecretSource(
        secretId, region, endpoint, StaticCredentialsProvider.create(madeUp));
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
    http.close();
    loops
        .shutdownGracefully(0, CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(CLOSE_WITHIN.toMillis());
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
