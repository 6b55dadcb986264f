package io.gluesnow.snowflake.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.net.URI;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnowflakeSecretTest {
  private static final URI MYORG = URI.create("https://myorg-sync.snowflakecomputing.com");

  @Test
  void theSampleReadmesOwnSecretIsRead() {
    SnowflakeAccount account = read("01-as-the-sample-says");

    assertThat(account.baseUrl()).isEqualTo(MYORG);
    assertThat(account.account()).isEqualTo("MYORG-SYNC");
    assertThat(account.user()).isEqualTo("GLUE_SYNC");
    assertThat(account.role()).isEqualTo("GLUE_SYNC_ROLE");
    assertThat(account.warehouse()).contains("SYNC_WH");
    assertThat(account.stages())
        .containsExactly(entry("dev_db.public.customerstage", "s3://sample-customers-bucket123/"));
    assertThat(account.fileFormats()).containsExactly("CSV", "JSON", "PARQUET", "ORC", "AVRO");
    assertThat(account.credentials().carryLease()).isTrue();
    assertThat(issuerOf(account)).isEqualTo("MYORG-SYNC.GLUE_SYNC." + TestKeys.FINGERPRINT);
  }

  @Test
  @Tag("trap:snowflake-5")
  void roleAndWarehouseInLowerCaseAreWhatSnowflakeFoldsThemTo() {
    SnowflakeAccount account = read("02-literal-backslash-n");

    assertThat(account.baseUrl()).isEqualTo(MYORG);
    assertThat(account.role()).isEqualTo("GLUE_SYNC_ROLE");
    assertThat(account.warehouse()).contains("SYNC_WH");
    assertThat(account.stages())
        .containsExactly(
            entry("DEV_DB.PUBLIC.CUSTOMERSTAGE", "s3://sample-customers-bucket123"),
            entry("dev_db.raw.events", "s3://events-bucket/raw/"));
    assertThat(account.fileFormats()).containsExactly("CSV", "PARQUET");
    assertThat(issuerOf(account)).isEqualTo("MYORG-SYNC.GLUE_SYNC." + TestKeys.FINGERPRINT);
  }

  @Test
  void whatTheConsoleMakesOfNestedFieldsAndLineBreaksIsRead() {
    SnowflakeAccount account = read("03-typed-into-the-console");

    assertThat(account.role()).isEqualTo("GLUE_SYNC_ROLE");
    assertThat(account.warehouse()).isEmpty();
    assertThat(account.stages()).containsOnlyKeys("dev_db.public.customerstage");
    assertThat(account.fileFormats()).hasSize(5);
    assertThat(issuerOf(account)).isEqualTo("MYORG-SYNC.GLUE_SYNC." + TestKeys.FINGERPRINT);
  }

  @Test
  void aKeyOnOneLineAndALocatorWithItsRegionAreRead() {
    SnowflakeAccount account = read("04-one-line-key-and-a-locator");

    assertThat(account.baseUrl())
        .isEqualTo(URI.create("https://xy12345.us-east-1.snowflakecomputing.com"));
    assertThat(account.stages()).isEmpty();
    assertThat(account.fileFormats()).containsExactly("CSV", "JSON", "PARQUET");
    assertThat(issuerOf(account)).isEqualTo("XY12345.GLUE_SYNC." + TestKeys.FINGERPRINT);
  }

  @Test
  void anEncryptedKeyAndAnAddressAsLoginNameAreRead() {
    SnowflakeAccount account = read("05-encrypted-with-des3-and-crlf");

    assertThat(account.baseUrl()).isEqualTo(MYORG);
    assertThat(account.user()).isEqualTo("svc.glue@example.com");
    assertThat(account.stages()).containsOnlyKeys("\"Dev_Db\".\"public\".\"Stage One\"");
    assertThat(issuerOf(account))
        .isEqualTo("MYORG-SYNC.SVC.GLUE@EXAMPLE.COM." + TestKeys.FINGERPRINT);
  }

  @Test
  void privateLinkUnderscoresAndQuotedNamesAreRead() {
    SnowflakeAccount account = read("06-privatelink-and-underscores");

    assertThat(account.baseUrl())
        .isEqualTo(URI.create("https://my-org-eu-sync.privatelink.snowflakecomputing.com"));
    assertThat(account.role()).isEqualTo("glue sync");
    assertThat(account.warehouse()).contains("Sync Wh");
    assertThat(account.stages().values()).containsExactly("s3a://sample-customers-bucket123/");
    assertThat(issuerOf(account)).isEqualTo("MY_ORG-EU_SYNC.GLUE_SYNC." + TestKeys.FINGERPRINT);
  }

  @Test
  void namesWithADotStandForNestedFields() {
    SnowflakeAccount account = read("07-flat-names");

    assertThat(account.warehouse()).isEmpty();
    assertThat(account.stages()).containsOnlyKeys("dev_db.public.customerstage");
    assertThat(account.fileFormats()).containsExactly("CSV", "JSON");
  }

  @Test
  void aKeyInBase64AndNamesInAnyCaseAreRead() {
    SnowflakeAccount account = read("08-base64-of-the-file");

    assertThat(account.baseUrl()).isEqualTo(MYORG);
    assertThat(account.fileFormats()).containsExactly("CSV", "JSON", "PARQUET", "ORC", "AVRO");
    assertThat(issuerOf(account)).isEqualTo("MYORG-SYNC.GLUE_SYNC." + TestKeys.FINGERPRINT);
  }

  @Test
  void whatWasLeftOfTheSamplesPlaceholdersDoesNotCount() {
    SnowflakeAccount account = read("09-older-key-and-placeholders-left");

    assertThat(account.warehouse()).isEmpty();
    assertThat(account.stages()).containsOnlyKeys("dev_db.public.customerstage");
    assertThat(issuerOf(account)).isEqualTo("XY12345.GLUE_SYNC." + TestKeys.FINGERPRINT);
  }

  @Test
  void realLineBreaksInsideAStringAreRead() {
    assertThat(issuerOf(read("10-pasted-with-real-line-breaks")))
        .isEqualTo("MYORG-SYNC.GLUE_SYNC." + TestKeys.FINGERPRINT);
  }

  @Test
  void aProgrammaticAccessTokenStandsInForTheKey() {
    SnowflakeAccount account = read("11-programmatic-access-token");
    Token token = readToken(account);

    assertThat(token.type()).isEqualTo(Token.Type.PROGRAMMATIC_ACCESS_TOKEN);
    assertThat(token.bearer()).isEqualTo("pat-0123456789.abcdefghij_ABCDEFGHIJ");
    assertThat(account.credentials().carryLease()).isFalse();
  }

  @Test
  void anOauthTokenStandsInForAKeyThatWasNeverFilledIn() {
    Token token = readToken(read("12-oauth-beside-an-unfilled-key"));

    assertThat(token.type()).isEqualTo(Token.Type.OAUTH);
    assertThat(token.bearer()).isEqualTo("ver:1-hint:92-ETMsDgAAAY/abc+def==");
  }

  @Test
  void eachMissingFieldGetsASentenceAndAllAtOnce() {
    refused("{}")
        .satisfies(
            e ->
                assertThat(((BadSecretException) e).problems())
                    .extracting(problem -> problem.substring(0, problem.indexOf(' ')))
                    .containsExactly(
                        "url",
                        "accountidentifier",
                        "username",
                        "role",
                        "private_key",
                        "stages.s3"));
  }

  @Test
  void anUntouchedSampleSecretIsToldWhatIsMissing() {
    refused(
            "{\"url\":\"<API_URL>\",\"accountidentifier\":\"<ACCOUNT_IDENTIFIER>\","
                + "\"username\":\"<SNOWFLAKE_USER>\",\"warehouse\":\"<WAREHOUSE>\","
                + "\"role\":\"<USER_ROLE>\",\"stages\":{\"s3\":{"
                + "\"<DATABASE>.<SCHEMA>.<STAGE_NAME>\":\"<BUCKET_PATH>\"}},"
                + "\"private_key\":\"<DO_NOT_FILL>\",\"password\":\"x\"}")
        .hasMessageContaining("url is missing")
        .hasMessageContaining("private_key is missing");
  }

  @Test
  void badFieldsAreNamedTogetherWithMissingOnes() {
    refused(
            "{\"url\":\"http://snow.example.com\",\"accountidentifier\":\"a-b\","
                + "\"username\":\"u\",\"role\":\"\\\"half\",\"private_key\":\"hush-hush\","
                + "\"stages\":{\"s3\":{\"d.s.t\":\"/mnt/data\"}}}")
        .hasMessageContaining("url must begin with https://")
        .hasMessageContaining("role has a quotation mark on one side only")
        .hasMessageContaining("private_key is not a private key")
        .hasMessageContaining("stages.s3 must give an address like s3://bucket/ for d.s.t")
        .hasMessageNotContaining("hush");
  }

  @Test
  void aTokenNeedsATypeThatIsKnownAndNoKeyBeside() {
    refused(withCredentials("\"token\":\"hush-hush\"")).hasMessageContaining("token_type must say");
    refused(withCredentials("\"token\":\"hush-hush\",\"token_type\":\"BASIC\""))
        .hasMessageContaining("PROGRAMMATIC_ACCESS_TOKEN or OAUTH");
    refused(withCredentials("\"token\":\"hush\\r\\nhush\",\"token_type\":\"PAT\""))
        .hasMessageContaining("token has a character");
    refused(withCredentials("\"token\":\"hush-hush\",\"private_key\":\"x\""))
        .hasMessageContaining("keep one of them");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hush-hush",
        "[1]",
        "\"hush-hush\"",
        "{\"private_key\": \"hush-hush\"",
        "{\"private_key\": hush-hush}",
        "{'private_key': 'hush-hush'}",
        "null"
      })
  void whatIsNoJsonObjectIsRefusedWithoutBeingShown(String text) {
    refused(text).hasMessageStartingWith("The secret is not a JSON object").hasNoCause();
  }

  @Test
  void aPassphraseKeepsItsBlanksAndMayLookLikeAPlaceholder() {
    refused(
            withCredentials(
                "\"private_key\":"
                    + quoted(TestKeys.pem("aes-256-sha256"))
                    + ",\"private_key_passphrase\":\" correct-horse\""))
        .hasMessage("private_key_passphrase does not open private_key.");
    refused(
            withCredentials(
                "\"private_key\":"
                    + quoted(TestKeys.pem("aes-256-sha256"))
                    + ",\"private_key_passphrase\":\"<HORSE>\""))
        .hasMessage("private_key_passphrase does not open private_key.");
  }

  private static AbstractThrowableAssert<?, ?> refused(String json) {
    return assertThatThrownBy(() -> SnowflakeSecret.parse(json))
        .isInstanceOf(BadSecretException.class)
        .hasMessageNotContaining("hush");
  }

  private static String withCredentials(String fields) {
    return "{\"url\":\"a-b.snowflakecomputing.com\",\"accountidentifier\":\"a-b\","
        + "\"username\":\"u\",\"role\":\"r\",\"stages\":{\"s3\":{}},"
        + fields
        + "}";
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\n", "\\n") + "\"";
  }

  private static SnowflakeAccount read(String secret) {
    return SnowflakeSecret.parse(TestKeys.secret(secret));
  }

  private static Token readToken(SnowflakeAccount account) {
    return account
        .credentials()
        .tokens(Lease.of(java.time.Duration.ofSeconds(60)))
        .readToken(ManualTime.START);
  }

  private static String issuerOf(SnowflakeAccount account) {
    String claims = readToken(account).bearer().split("\\.")[1];
    String json = new String(java.util.Base64.getUrlDecoder().decode(claims));
    return json.replaceAll(".*\"iss\":\"([^\"]*)\".*", "$1");
  }
}
