package io.gluesnow.standin.snowflake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;

/**
 * An account as these tests need it: one database, two stages, a role that synchronises and one
 * that reads.
 */
final class World {
  static final long NOON = 1_750_000_000_000L;
  static final KeyPair KEYS = keys();
  static final Session SYNC =
      Session.of("SYNC_USER", "SYNC_ROLE").withDatabase("LAKE").withSchema("PUBLIC");
  static final Session READER =
      Session.of("ANALYST", "READER_ROLE").withDatabase("LAKE").withSchema("PUBLIC");

  static final String SETUP =
      "CREATE DATABASE LAKE;\n"
          + "CREATE DATABASE HIDDEN;\n"
          + "CREATE STORAGE INTEGRATION S3_INT TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3' ENABLED = TRUE\n"
          + "  STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::123456789012:role/r'\n"
          + "  STORAGE_ALLOWED_LOCATIONS = ('s3://lake-bucket/', 's3://other/', 's3://secret/');\n"
          + "CREATE STAGE LAKE.PUBLIC.LAKE_STAGE URL = 's3://lake-bucket/' STORAGE_INTEGRATION = S3_INT;\n"
          + "CREATE STAGE LAKE.PUBLIC.DEEP_STAGE URL = 's3://other/a/b/' STORAGE_INTEGRATION = S3_INT;\n"
          + "CREATE STAGE LAKE.PUBLIC.SECRET_STAGE URL = 's3://secret/' STORAGE_INTEGRATION = S3_INT;\n"
          + "CREATE FILE FORMAT LAKE.PUBLIC.PIPES TYPE = CSV FIELD_DELIMITER = '|';\n"
          + "CREATE WAREHOUSE SYNC_WH WAREHOUSE_SIZE = XSMALL AUTO_SUSPEND = 60;\n"
          + "CREATE ROLE SYNC_ROLE; CREATE ROLE READER_ROLE; CREATE ROLE OTHER_ROLE;\n"
          + "CREATE USER SYNC_USER TYPE = SERVICE LOGIN_NAME = 'SYNC_LOGIN' DEFAULT_ROLE = SYNC_ROLE\n"
          + "  RSA_PUBLIC_KEY = '"
          + Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded())
          + "';\n"
          + "CREATE USER ANALYST;\n"
          + "GRANT ROLE SYNC_ROLE TO USER SYNC_USER;\n"
          + "GRANT ROLE READER_ROLE TO USER ANALYST;\n"
          + "GRANT USAGE ON WAREHOUSE SYNC_WH TO ROLE SYNC_ROLE;\n"
          + "GRANT USAGE ON DATABASE LAKE TO ROLE SYNC_ROLE; GRANT USAGE ON DATABASE LAKE TO ROLE READER_ROLE;\n"
          + "GRANT USAGE ON SCHEMA LAKE.PUBLIC TO ROLE SYNC_ROLE; GRANT USAGE ON SCHEMA LAKE.PUBLIC TO ROLE READER_ROLE;\n"
          + "GRANT CREATE EXTERNAL TABLE ON SCHEMA LAKE.PUBLIC TO ROLE SYNC_ROLE;\n"
          + "GRANT USAGE ON STAGE LAKE.PUBLIC.LAKE_STAGE TO ROLE SYNC_ROLE;\n"
          + "GRANT USAGE ON STAGE LAKE.PUBLIC.DEEP_STAGE TO ROLE SYNC_ROLE;\n"
          + "GRANT USAGE ON FILE FORMAT LAKE.PUBLIC.PIPES TO ROLE SYNC_ROLE;\n";

  private World() {}

  static StrictSnowflake at(ServerTime time) {
    StrictSnowflake snowflake = StrictSnowflake.builder().time(time).build();
    snowflake.executeAsAdmin(SETUP);
    return snowflake;
  }

  static StrictSnowflake atNoon() {
    return at(ManualTime.startingAt(NOON));
  }

  /** A valid CREATE of a Parquet table with one column and one computed partition. */
  static String createOrders() {
    return create("ORDERS", "\"ID\" NUMBER(10,0) AS (VALUE:\"id\"::NUMBER(10,0))");
  }

  static String create(String table, String column) {
    return "CREATE EXTERNAL TABLE \"LAKE\".\"PUBLIC\".\""
        + table
        + "\" (\n  "
        + column
        + ",\n  \"DT\" DATE AS (CAST(SPLIT_PART(SPLIT_PART(METADATA$FILENAME, '/', 2), '=', 2) AS DATE))\n)\n"
        + "PARTITION BY (\"DT\")\n"
        + "LOCATION = @\"LAKE\".\"PUBLIC\".\"LAKE_STAGE\"/orders/\n"
        + "REFRESH_ON_CREATE = FALSE\nAUTO_REFRESH = FALSE\n"
        + "FILE_FORMAT = (TYPE = PARQUET BINARY_AS_TEXT = FALSE)";
  }

  /**
   * A JWT as a client mints it:
   * https://docs.snowflake.com/en/developer-guide/sql-api/authenticating.
   */
  static String jwt(KeyPair keys, String account, String login, long issued, long expires) {
    return jwt(keys, account, login, "\"iat\":" + issued + ",\"exp\":" + expires, "RS256");
  }

  static String jwt(KeyPair keys, String account, String login, String times, String algorithm) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(keys.getPublic().getEncoded());
      String subject = account + "." + login;
      String header = part("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}");
      String fingerprint = "SHA256:" + Base64.getEncoder().encodeToString(digest);
      String claims =
          part(
              "{\"iss\":\""
                  + subject
                  + "."
                  + fingerprint
                  + "\",\"sub\":\""
                  + subject
                  + "\","
                  + times
                  + "}");
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update((header + "." + claims).getBytes(StandardCharsets.US_ASCII));
      return header
          + "."
          + claims
          + "."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
