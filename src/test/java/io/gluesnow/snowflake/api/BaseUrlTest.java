package io.gluesnow.snowflake.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {

  @ParameterizedTest(name = "{0} means {1}")
  @CsvSource({
    "https://a-b.snowflakecomputing.com, https://a-b.snowflakecomputing.com",
    "https://a-b.snowflakecomputing.com/, https://a-b.snowflakecomputing.com",
    "a-b.snowflakecomputing.com, https://a-b.snowflakecomputing.com",
    "a-b.snowflakecomputing.com/api/v2/statements, https://a-b.snowflakecomputing.com",
    "https://a-b.snowflakecomputing.com/api/v2, https://a-b.snowflakecomputing.com",
    "https://a-b.snowflakecomputing.com/api/v2/statements, https://a-b.snowflakecomputing.com",
    "https://a-b.snowflakecomputing.com//api/v2/statements/, https://a-b.snowflakecomputing.com",
    "https://a-b.snowflakecomputing.com/api/v2/statements?x=1, https://a-b.snowflakecomputing.com",
    "HTTPS://A-B.SnowflakeComputing.COM:443, https://a-b.snowflakecomputing.com",
    "https://a-b.snowflakecomputing.com:8443/, https://a-b.snowflakecomputing.com:8443",
    "'  https://a-b.snowflakecomputing.com  ', https://a-b.snowflakecomputing.com",
    "http://127.0.0.1:8080, http://127.0.0.1:8080",
    "http://localhost:8080/api/v2/statements, http://localhost:8080",
    "http://[::1]:8080, http://[::1]:8080"
  })
  void everySpellingIsOneAddress(String written, String expected) {
    assertThat(BaseUrl.read(written)).isEqualTo(URI.create(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://my_org-my_account.snowflakecomputing.com",
        "my_org-my_account.snowflakecomputing.com/api/v2/statements"
      })
  @Tag("trap:snowflake-35")
  void anUnderscoreBecomesAHyphenSinceJavaKnowsNoSuchHost(String written) {
    URI url = BaseUrl.read(written);

    assertThat(url.getHost()).isEqualTo("my-org-my-account.snowflakecomputing.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a-b.snowflakecomputing.com",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://10.0.0.1:8080",
        "ftp://a-b.snowflakecomputing.com"
      })
  void plainHttpIsRefusedForEverythingButLoopback(String written) {
    assertThatThrownBy(() -> BaseUrl.read(written))
        .isInstanceOf(BadSecretException.class)
        .hasMessage(
            "url must begin with https://: only a stand-in on 127.0.0.1 may be asked over http.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.snowflake.com/myorg/account",
        "https://app.snowflake.com",
        "https://a-b.snowflakecomputing.com/console/login",
        "https://",
        "https:///api/v2/statements",
        "not an address",
        "https://user:secretword@a-b.snowflakecomputing.com"
      })
  void anAddressOfSomethingElseIsRefusedInASentence(String written) {
    assertThatThrownBy(() -> BaseUrl.read(written))
        .isInstanceOf(BadSecretException.class)
        .hasMessageStartingWith("url ")
        .hasMessageEndingWith(".")
        .hasMessageNotContaining("secretword");
  }
}
