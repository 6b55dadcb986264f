package io.gluesnow.snowflake.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountNameTest {

  @ParameterizedTest(name = "{0} is {1} in a token")
  @CsvSource({
    "myorg-account, MYORG-ACCOUNT",
    "MyOrg-My_Account, MYORG-MY_ACCOUNT",
    "myorg.account, MYORG-ACCOUNT",
    "myorg.my_account, MYORG-MY_ACCOUNT",
    "xy12345, XY12345",
    "xy12345.us-east-1, XY12345",
    "xy12345.eu-central-1, XY12345",
    "xy12345.ap-northeast-1.aws, XY12345",
    "xy12345.us-gov-west-1.aws, XY12345",
    "xy12345.us-gov-west-1.fhplus.aws, XY12345",
    "xy12345.west-europe.azure, XY12345",
    "xy12345.east-us-2.azure, XY12345",
    "xy12345.us-central1.gcp, XY12345",
    "xy12345.us-east-1.privatelink, XY12345",
    "xy12345.privatelink, XY12345",
    "myorg-account.privatelink, MYORG-ACCOUNT",
    "xy12345-a1b2c3.global, XY12345",
    "xy12345.global, XY12345",
    "' myorg-account ', MYORG-ACCOUNT",
    "xy12345.us-east-1.snowflakecomputing.com, XY12345",
    "https://myorg-account.snowflakecomputing.com/api/v2/statements, MYORG-ACCOUNT",
    "myorg-account.snowflakecomputing.cn, MYORG-ACCOUNT"
  })
  @Tag("trap:snowflake-34")
  void regionCloudAndPrivateLinkStayOut(String written, String inToken) {
    assertThat(AccountName.of(written).inToken()).isEqualTo(inToken);
    assertThat(AccountName.of(written)).isEqualTo(AccountName.of(written)).hasToString(inToken);
  }
}
