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
  private static ScriptedServer server;
  private static AwsSecretSource secret;

  @BeforeAll
  static void open() {
    server = new ScriptedServer(status(500, ""));
    secret = AwsSecretSource.openLocal("snow/secret", "eu-central-1", server.url());
  }

  @AfterAll
  static void close() throws Exception {
    secret.close();
    server.close();
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
