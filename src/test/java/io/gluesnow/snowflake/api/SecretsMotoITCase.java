package io.gluesnow.snowflake.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gluesnow.judge.JudgeServer;
import io.gluesnow.judge.Judges;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;

/** The secret read from somebody else's idea of Secrets Manager. */
class SecretsMotoITCase {
  private static final String SECRET = "gluesnow/snowflake";

  private static JudgeServer moto;
  private static SecretsManagerAsyncClient admin;
  private static AwsSecretSource secret;

  @BeforeAll
  static void start() {
    moto = Judges.moto();
    admin =
        SecretsManagerAsyncClient.builder()
            .httpClientBuilder(NettyNioAsyncHttpClient.builder())
            .endpointOverride(moto.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build();
    admin
        .createSecret(s -> s.name(SECRET).secretString(TestKeys.secret("02-literal-backslash-n")))
        .join();
    secret = AwsSecretSource.openLocal(SECRET, "eu-west-1", moto.endpoint());
  }

  @AfterAll
  static void stop() {
    secret.close();
    admin.close();
    moto.close();
  }

  @Test
  void anAccountIsOpenedAndItsSecretRotatedWithoutARestart() {
    ManualTime time = new ManualTime();
    AccountSource accounts = AccountSource.open(secret, Duration.ofMinutes(5), Runnable::run, time);
    assertThat(accounts.current().credentials().carryLease()).isTrue();

    String rotated = TestKeys.secret("11-programmatic-access-token");
    admin.putSecretValue(s -> s.secretId(SECRET).secretString(rotated)).join();
    time.jump(Duration.ofMinutes(5));

    assertThat(accounts.current().credentials().carryLease()).isFalse();
    assertThat(accounts.problem()).isEmpty();
    admin
        .putSecretValue(
            s -> s.secretId(SECRET).secretString(TestKeys.secret("02-literal-backslash-n")))
        .join();
  }

  @Test
  void aSecretThatIsNotThereIsSaidInASentence() {
    try (AwsSecretSource none =
        AwsSecretSource.openLocal("gluesnow/none", "eu-west-1", moto.endpoint())) {
      assertThatThrownBy(none::read)
          .isInstanceOf(BadSecretException.class)
          .hasMessage(
              "The secret gluesnow/none cannot be read: there is none of that name in this region"
                  + " and account.");
    }
  }
}
