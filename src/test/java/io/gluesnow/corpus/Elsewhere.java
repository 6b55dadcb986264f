package io.gluesnow.corpus;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.catalog.TableId;
import io.gluesnow.standin.AwsStandIns;
import io.gluesnow.standin.glue.Caller;
import io.gluesnow.standin.glue.CloudTrail;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Records about nothing that Snowflake shows: calls of other services, some of which speak of Glue,
 * and calls to Glue that change no table.
 */
final class Elsewhere {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Service and call; the more usual stand there more than once. */
  private static final String[][] CALLS = {
    {"s3.amazonaws.com", "PutObject"},
    {"s3.amazonaws.com", "GetBucketAcl"},
    {"sts.amazonaws.com", "AssumeRole"},
    {"sts.amazonaws.com", "AssumeRole"},
    {"kms.amazonaws.com", "Decrypt"},
    {"ec2.amazonaws.com", "DescribeInstances"},
    {"logs.amazonaws.com", "CreateLogStream"},
    {"dynamodb.amazonaws.com", "DescribeTable"},
    {"lakeformation.amazonaws.com", "GetDataAccess"},
    {"athena.amazonaws.com", "StartQueryExecution"},
    {"s3tables.amazonaws.com", "GetTable"},
    {"events.amazonaws.com", "PutRule"}
  };

  private static final List<String> OF_GLUE =
      List.of(
          "GetTable",
          "GetPartitions",
          "GetDatabases",
          "StartJobRun",
          "UpdateCrawler",
          "CreateConnection",
          "PutDataCatalogEncryptionSettings",
          "UpdateColumnStatisticsForTable",
          "DeleteTableVersion");

  private final Random random;
  private final Supplier<UUID> ids;

  /**
   * @param ids of the records
   */
  Elsewhere(Random random, Supplier<UUID> ids) {
    this.random = random;
    this.ids = ids;
  }

  ObjectNode otherService(Instant now) {
    String[] call = CALLS[random.nextInt(CALLS.length)];
    ObjectNode request = JSON.createObjectNode();
    request.put("BucketName", "lake-" + random.nextInt(100));
    request.put("Key", "raw/part-" + random.nextInt(1_000_000) + ".parquet");
    if (random.nextInt(4) == 0) {
      // What somebody wrote about Glue is no call to Glue.
      request.put("RoleArn", "arn:aws:iam::111122223333:role/glue.amazonaws.com/UpdateTable");
      request.put(
          "EventPattern",
          "{\"eventSource\":[\"glue.amazonaws.com\"],\"eventName\":[\"UpdateTable\"]}");
      request.putObject("detail").put("EventSource", "glue.amazonaws.com");
    }
    ObjectNode record = record(now, call[1], request);
    record.put("eventSource", call[0]);
    record.remove("resources");
    return record;
  }

  /** A call to Lake Formation after which somebody may see more of a table. */
  ObjectNode grant(Instant now, TableId table) {
    ObjectNode request = JSON.createObjectNode();
    request
        .putObject("Principal")
        .put("DataLakePrincipalIdentifier", "arn:aws:iam::111122223333:role/reader");
    request
        .putObject("Resource")
        .putObject("Table")
        .put("CatalogId", table.catalog())
        .put("DatabaseName", table.database())
        .put("Name", table.table());
    request.putArray("Permissions").add("SELECT");
    ObjectNode record = record(now, "GrantPermissions", request);
    record.put("eventSource", "lakeformation.amazonaws.com");
    record.remove("resources");
    return record;
  }

  ObjectNode updateCatalog(Instant now) {
    ObjectNode request = JSON.createObjectNode().put("CatalogId", "111122223333:other");
    request.putObject("CatalogInput").put("Description", "changed");
    ObjectNode record = record(now, "UpdateCatalog", request);
    record.remove("resources");
    return record;
  }

  ObjectNode commitToS3Tables(Instant now) {
    ObjectNode request = JSON.createObjectNode();
    request.put("TableBucketARN", "arn:aws:s3tables:eu-west-1:111122223333:bucket/cellar");
    request.put("Namespace", "cellar").put("Name", "vats_" + random.nextInt(3));
    request.put("MetadataLocation", "s3://fixture--table-s3/metadata/00001.metadata.json");
    ObjectNode record = record(now, "UpdateTableMetadataLocation", request);
    record.put("eventSource", "s3tables.amazonaws.com");
    record.remove("resources");
    return record;
  }

  /** An EventBridge event that somebody sends to the job. */
  ObjectNode order(Instant now, TableId about) {
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "0");
    event.put("id", ids.get().toString());
    event.put("detail-type", "gluesnow control");
    event.put("source", "gluesnow");
    event.put("account", about.catalog());
    event.put("time", now.truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", about.region());
    event.putArray("resources");
    ObjectNode detail = event.putObject("detail").put("command", "resync");
    switch (random.nextInt(3)) {
      case 0:
        detail.put("all", true);
        break;
      case 1:
        detail.put("database", about.database());
        break;
      default:
        detail.put("database", about.database()).put("table", about.table());
    }
    return event;
  }

  ObjectNode otherGlueCall(Instant now) {
    String name = OF_GLUE.get(random.nextInt(OF_GLUE.size()));
    ObjectNode request = JSON.createObjectNode();
    request.put("DatabaseName", "dev_db__public").put("Name", "orders_" + random.nextInt(20));
    ObjectNode record = record(now, name, request);
    record.put("readOnly", name.startsWith("Get"));
    return record;
  }

  private ObjectNode record(Instant now, String call, ObjectNode request) {
    Caller caller = Caller.values()[random.nextInt(Caller.values().length)];
    return CloudTrail.record(
        caller,
        AwsStandIns.ACCOUNT,
        AwsStandIns.ACCOUNT,
        AwsStandIns.REGION,
        now,
        call,
        request,
        List.of("catalog"),
        ids);
  }
}
