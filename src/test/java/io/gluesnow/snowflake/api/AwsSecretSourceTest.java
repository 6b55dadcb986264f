package io.gluesnow.snowflake.api;

import static io.gluesnow.snowflake.api.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class AwsSecretSourceTest {
  private static final String[] NAMES = {"aws.accessKeyId", "aws.secretAccessKey"};
  private static final String[] BEFORE = new String[NAMES.length];

  private static ScriptedServer server;
  private static AwsSecretSource secret;

  @BeforeAll
  static void open() {
    for (int i = 0; i < NAMES.length; i++) {
      BEFORE[i] = System.setProperty(NAMES[i], "test");
    }
    server = new ScriptedServer(status(500, ""));
    secret = AwsSecretSource.open("snow/secret", "eu-central-1", server.url());
  }

  @AfterAll
  static void close() throws Exception {
    secret.close();
    server.close();
    for (int i = 0; i < NAMES.length; i++) {
      if (BEFORE[i] == null) {
        System.clearProperty(NAMES[i]);
      } else {
        System.setProperty(NAMES[i], BEFORE[i]);
      }
    }
  }

  @Test
  void theSecretsTextIsReadAnewEachTime() {
    server.from(status(200, "{\"SecretString\":\"{\\\"url\\\":\\\"a\\\"}\"}"));
    assertThat(secret.read()).isEqualTo("{\"url\":\"a\"}");
    server.from(status(200, "{\"SecretBinary\":\"eyJ1cmwiOiJiIn0=\"}"));
    assertThat(secret.read()).isEqualTo("{\"url\":\"b\"}");

    assertThat(server.received().get(0).body).isEqualTo("{\"SecretId\":\"snow/secret\"}");
    assertThat(server.received().get(0).header("X-Amz-Target"))
        .isEqualTo("secretsmanager.GetSecretValue");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "ResourceNotFoundException, there is none of that name in this region and account.",
    "AccessDeniedException, 'this role needs secretsmanager:GetSecretValue on it, and kms:Decrypt"
        + " on its key.'",
    "DecryptionFailure, Secrets Manager says DecryptionFailure."
  })
  void whyItCannotBeReadIsSaidInASentence(String code, String sentence) {
    server.from(status(400, "{\"__type\":\"" + code + "\",\"Message\":\"x\"}"));

    assertThatThrownBy(secret::read)
        .isInstanceOf(BadSecretException.class)
        .hasMessage("The secret snow/secret cannot be read: " + sentence)
        .hasNoCause();
  }
}
