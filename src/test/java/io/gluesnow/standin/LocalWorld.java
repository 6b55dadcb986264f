package io.gluesnow.standin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.standin.glue.CloudTrail;
import io.gluesnow.standin.glue.GlueWorld;
import io.gluesnow.standin.kinesis.KinesisStream;
import io.gluesnow.standin.snowflake.StrictSnowflake;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Everything around the job, started and connected: each change of the Glue catalog becomes a
 * CloudTrail event on the Kinesis stream, the secret holds the key pair of the job's Snowflake
 * user, and Snowflake is set up as an administrator would.
 */
public final class LocalWorld implements AutoCloseable {
  static final String STREAM = "glue-events";
  static final String QUEUE = "gluesnow-dead-letters";
  static final String SECRET = "gluesnow/local";

  /** The bucket that the stage {@code DEV_DB.PUBLIC.CUSTOMERSTAGE} shows. */
  public static final String BUCKET = "s3://sample-customers-bucket123/";

  private static final String ACCOUNT = "GLUESNOW-LOCAL";
  private static final int SHARDS = 2;

  private final AwsStandIns aws;
  private final KinesisStream stream;
  private final StrictSnowflake snowflake;
  private final List<ObjectNode> held = new ArrayList<>();
  private boolean holding;

  private LocalWorld(Clock clock) {
    this.aws = AwsStandIns.start(clock);
    this.stream = aws.kinesis().createStream(STREAM, SHARDS);
    this.snowflake = StrictSnowflake.builder().account(ACCOUNT).build().start(0);
    KeyPair keys = newKeys();
    snowflake.executeAsAdmin(setUp(keys));
    aws.secrets().put(SECRET, secret(keys));
    aws.queues().createQueue(QUEUE);
    glue().onRecord(this::deliver);
  }

  public static LocalWorld start(Clock clock) {
    return new LocalWorld(clock);
  }

  public GlueWorld glue() {
    return aws.glue().world();
  }

  public KinesisStream stream() {
    return stream;
  }

  public StrictSnowflake snowflake() {
    return snowflake;
  }

  /** All of AWS, with its switches. */
  public AwsStandIns aws() {
    return aws;
  }

  /** The dead letters so far. */
  public List<String> deadLetters() {
    return aws.queues().messages(QUEUE);
  }

  /** Where the job finds all this, as settings by full key. */
  public Map<String, String> settings() {
    return Map.of(
        "source.kinesis.stream-arn", AwsStandIns.streamArn(STREAM),
        "source.kinesis.endpoint", aws.kinesis().uri().toString(),
        "glue.endpoint", aws.glue().uri().toString(),
        "snowflake.secret-id", SECRET,
        "snowflake.secrets-endpoint", aws.secrets().uri().toString(),
        "dead-letters.queue-url", aws.queueUrl(QUEUE).toString(),
        "dead-letters.endpoint", aws.queues().uri().toString(),
        "aws.local-credentials", "true");
  }

  /** Puts a record on the stream as EventBridge does: in its envelope, keyed by the event's id. */
  public void send(ObjectNode record) {
    stream.put(record.get("eventID").asText(), CloudTrail.inEventBridge(record));
  }

  private synchronized void deliver(ObjectNode record) {
    if (holding) {
      held.add(record);
    } else {
      send(record);
    }
  }

  /** From now on events are kept back. */
  public synchronized void holdEvents() {
    holding = true;
  }

  /** Sends the events that were kept back, newest first, each of them twice; then holds no more. */
  public synchronized void releaseEventsInDisorder() {
    Collections.reverse(held);
    held.forEach(this::send);
    held.forEach(this::send);
    held.clear();
    holding = false;
  }

  /** Loses the events that were kept back, as best effort may; then holds no more. */
  public synchronized void loseEvents() {
    held.clear();
    holding = false;
  }

  private static String setUp(KeyPair keys) {
    return String.join(
        "\n",
        "CREATE DATABASE DEV_DB;",
        "CREATE SCHEMA DEV_DB.STAGING;",
        "CREATE STORAGE INTEGRATION S3_LOCAL TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3'",
        "  ENABLED = TRUE STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::111122223333:role/snowflake'",
        "  STORAGE_ALLOWED_LOCATIONS = ('" + BUCKET + "');",
        "CREATE STAGE DEV_DB.PUBLIC.CUSTOMERSTAGE URL = '" + BUCKET + "'",
        "  STORAGE_INTEGRATION = S3_LOCAL;",
        "CREATE WAREHOUSE SYNC_WH WAREHOUSE_SIZE = XSMALL AUTO_SUSPEND = 60;",
        "CREATE ROLE GLUE_SYNC;",
        "CREATE USER GLUE_SYNC TYPE = SERVICE DEFAULT_ROLE = GLUE_SYNC",
        "  RSA_PUBLIC_KEY = '" + base64(keys.getPublic().getEncoded()) + "';",
        "GRANT ROLE GLUE_SYNC TO USER GLUE_SYNC;",
        "GRANT USAGE ON WAREHOUSE SYNC_WH TO ROLE GLUE_SYNC;",
        "GRANT USAGE ON DATABASE DEV_DB TO ROLE GLUE_SYNC;",
        grants("PUBLIC"),
        grants("STAGING"),
        "GRANT USAGE ON STAGE DEV_DB.PUBLIC.CUSTOMERSTAGE TO ROLE GLUE_SYNC;");
  }

  /** Makes a schema in {@code DEV_DB} whose tables are the job's. */
  public LocalWorld addSchema(String schema) {
    snowflake.executeAsAdmin("CREATE SCHEMA DEV_DB." + schema + ";\n" + grants(schema));
    return this;
  }

  private static String grants(String schema) {
    return String.join(
        "\n",
        "GRANT USAGE ON SCHEMA DEV_DB." + schema + " TO ROLE GLUE_SYNC;",
        "GRANT CREATE EXTERNAL TABLE ON SCHEMA DEV_DB." + schema + " TO ROLE GLUE_SYNC;");
  }

  private String secret(KeyPair keys) {
    ObjectNode secret = new ObjectMapper().createObjectNode();
    secret.put("url", snowflake.url());
    secret.put("accountidentifier", ACCOUNT);
    secret.put("username", "GLUE_SYNC");
    secret.put("role", "GLUE_SYNC");
    secret.put("warehouse", "SYNC_WH");
    secret.putObject("stages").putObject("s3").put("dev_db.public.customerstage", BUCKET);
    secret.put(
        "private_key",
        "-----BEGIN PRIVATE KEY-----\n"
            + base64(keys.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
    return secret.toString();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    aws.close();
    snowflake.close();
  }
}
