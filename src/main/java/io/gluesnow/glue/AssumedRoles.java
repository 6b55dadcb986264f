package io.gluesnow.glue;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * The roles of other accounts, assumed when their account is first asked; the credentials are kept
 * until shortly before they expire. A role that may not be assumed fails each call with what STS
 * said.
 */
final class AssumedRoles implements AutoCloseable {
  private static final String SESSION = "gluesnow";
  private static final Duration CALL = Duration.ofSeconds(10);

  private final Map<String, String> roles;
  private final StsClient sts;
  private final Map<String, StsAssumeRoleCredentialsProvider> providers = new HashMap<>();

  private AssumedRoles(Map<String, String> roles, StsClient sts) {
    this.roles = Map.copyOf(roles);
    this.sts = sts;
  }

  /**
   * @param roles role ARN by account
   * @param region whose STS is asked; needed where there is a role
   * @param endpoint another endpoint than AWS's, or null
   * @param credentials other credentials to assume the roles with than AWS's chain finds, or null
   */
  static AssumedRoles of(
      Map<String, String> roles, String region, URI endpoint, AwsCredentialsProvider credentials) {
    if (roles.isEmpty()) {
      return new AssumedRoles(roles, null);
    }
    StsClientBuilder sts =
        StsClient.builder()
            .region(Region.of(Objects.requireNonNull(region, "region")))
            .overrideConfiguration(
                override ->
                    override.apiCallTimeout(CALL).retryStrategy(AwsRetryStrategy.doNotRetry()));
    if (endpoint != null) {
      sts.endpointOverride(endpoint);
    }
    if (credentials != null) {
      sts.credentialsProvider(credentials);
    }
    return new AssumedRoles(roles, sts.build());
  }

  boolean has(String account) {
    return roles.containsKey(account);
  }

  /** Of the account's role, or empty where it has none. */
  synchronized Optional<AwsCredentialsProvider> of(String account) {
    return Optional.ofNullable(roles.get(account))
        .map(role -> providers.computeIfAbsent(role, this::provider));
  }

  private StsAssumeRoleCredentialsProvider provider(String role) {
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts)
        .refreshRequest(request -> request.roleArn(role).roleSessionName(SESSION))
        .build();
  }

  @Override
  public synchronized void close() {
    providers.values().forEach(StsAssumeRoleCredentialsProvider::close);
    providers.clear();
    if (sts != null) {
      sts.close();
    }
  }
}
