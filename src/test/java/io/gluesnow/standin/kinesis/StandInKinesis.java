package io.gluesnow.standin.kinesis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.gluesnow.standin.Faults;
import io.gluesnow.standin.LoopbackServer;
import io.gluesnow.standin.LoopbackServer.Reply;
import io.gluesnow.standin.LoopbackServer.Request;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Serves {@link KinesisStream}s on loopback, with what a polling consumer and a simple producer
 * call. Answers in CBOR (times in milliseconds) to who asks in CBOR, as the Kinesis connector does,
 * and in JSON (times in seconds) to others.
 */
public final class StandInKinesis implements AutoCloseable {
  private static final String ACCOUNT_AND_REGION = "arn:aws:kinesis:eu-west-1:111122223333:stream/";
  private static final String CBOR_TYPE = "application/x-amz-cbor-1.1";
  private static final String JSON_TYPE = "application/x-amz-json-1.1";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
  private static final int MAX_RECORDS = 10_000;
  private static final int MAX_BYTES = 10 * 1024 * 1024;

  /** No time in seconds is as large before the year 5138: then it is in milliseconds. */
  private static final double LARGEST_SECONDS = 1e11;

  private final Clock clock;
  private final LoopbackServer server;
  private final Faults faults = new Faults();
  private final Map<String, KinesisStream> streams = new ConcurrentHashMap<>();

  private StandInKinesis(Clock clock) {
    this.clock = clock;
    this.server = LoopbackServer.start("stand-in-kinesis", this::answer);
  }

  public static StandInKinesis start(Clock clock) {
    return new StandInKinesis(clock);
  }

  public URI uri() {
    return server.uri();
  }

  /** What can go wrong on the way. */
  public Faults faults() {
    return faults;
  }

  public KinesisStream createStream(String name, int shards) {
    KinesisStream stream = new KinesisStream(name, shards, clock);
    streams.put(name, stream);
    return stream;
  }

  private Reply answer(Request request) {
    boolean cbor = request.header("Content-Type").contains("cbor");
    return faults.apply(
        () -> error(cbor, 400, "ProvisionedThroughputExceededException", "Rate exceeded"),
        status -> error(cbor, status, "InternalFailure", "The service is not well."),
        () -> carryOut(request, cbor));
  }

  private Reply carryOut(Request request, boolean cbor) {
    try {
      JsonNode body = (cbor ? CBOR : JSON).readTree(request.body());
      ObjectNode answer = JSON.createObjectNode();
      KinesisStream stream = stream(request.awsOperation(), body);
      synchronized (stream) {
        carryOut(request.awsOperation(), body, stream, answer, cbor);
      }
      return reply(cbor, 200, answer);
    } catch (Refused e) {
      return error(cbor, 400, e.code, e.getMessage());
    } catch (IOException e) {
      return error(cbor, 400, "SerializationException", "Not readable.");
    }
  }

  private void carryOut(
      String operation, JsonNode body, KinesisStream stream, ObjectNode answer, boolean cbor)
      throws Refused, IOException {
    switch (operation) {
      case "ListShards":
        listShards(body, stream, answer);
        break;
      case "DescribeStreamSummary":
        summary(stream, answer.putObject("StreamDescriptionSummary"), cbor);
        break;
      case "DescribeStream":
        describe(body, stream, answer.putObject("StreamDescription"), cbor);
        break;
      case "GetShardIterator":
        answer.put("ShardIterator", iterator(body, stream));
        break;
      case "GetRecords":
        getRecords(body, stream, answer, cbor);
        break;
      case "PutRecord":
        putRecord(body, stream, answer);
        break;
      case "PutRecords":
        answer.put("FailedRecordCount", 0);
        ArrayNode results = answer.putArray("Records");
        for (JsonNode entry : body.path("Records")) {
          putRecord(entry, stream, results.addObject());
        }
        break;
      default:
        throw new Refused("UnknownOperationException", "Not served here: " + operation);
    }
  }

  private KinesisStream stream(String operation, JsonNode body) throws Refused {
    String name = body.path("StreamName").asText();
    if (operation.equals("GetRecords")) {
      name = Position.parse(body.path("ShardIterator").asText()).stream;
    } else if (name.isEmpty()) {
      String arn = body.path("StreamARN").asText();
      name = arn.substring(arn.lastIndexOf('/') + 1);
    }
    KinesisStream stream = streams.get(name);
    if (stream == null) {
      throw new Refused("ResourceNotFoundException", "Stream " + name + " not found.");
    }
    return stream;
  }

  private static void listShards(JsonNode body, KinesisStream stream, ObjectNode answer) {
    String after = body.path("ExclusiveStartShardId").asText();
    ArrayNode list = answer.putArray("Shards");
    for (Shard shard : stream.shards()) {
      if (shard.id.compareTo(after) > 0) {
        write(shard, list.addObject());
      }
    }
  }

  private static void write(Shard shard, ObjectNode json) {
    json.put("ShardId", shard.id);
    if (shard.parent != null) {
      json.put("ParentShardId", shard.parent);
    }
    if (shard.adjacentParent != null) {
      json.put("AdjacentParentShardId", shard.adjacentParent);
    }
    writeHashes(shard, json);
    ObjectNode range = json.putObject("SequenceNumberRange");
    range.put("StartingSequenceNumber", shard.firstSequence);
    if (shard.isClosed()) {
      range.put("EndingSequenceNumber", shard.lastSequence);
    }
  }

  private static void writeHashes(Shard shard, ObjectNode json) {
    json.putObject("HashKeyRange")
        .put("StartingHashKey", shard.firstHash.toString())
        .put("EndingHashKey", shard.lastHash.toString());
  }

  private void summary(KinesisStream stream, ObjectNode json, boolean cbor) {
    json.put("StreamName", stream.name());
    json.put("StreamARN", ACCOUNT_AND_REGION + stream.name());
    json.put("StreamStatus", "ACTIVE");
    json.put("RetentionPeriodHours", 24);
    time(json, "StreamCreationTimestamp", clock.instant(), cbor);
    json.putArray("EnhancedMonitoring");
    json.put("EncryptionType", "NONE");
    json.put("OpenShardCount", stream.openShards().size());
    json.put("ConsumerCount", 0);
  }

  private void describe(JsonNode body, KinesisStream stream, ObjectNode json, boolean cbor) {
    summary(stream, json, cbor);
    listShards(body, stream, json);
    json.put("HasMoreShards", false);
  }

  private static String iterator(JsonNode body, KinesisStream stream) throws Refused {
    Shard shard = shard(stream, body.path("ShardId").asText());
    String sequence = body.path("StartingSequenceNumber").asText();
    int position;
    switch (body.path("ShardIteratorType").asText()) {
      case "TRIM_HORIZON":
        position = 0;
        break;
      case "LATEST":
        position = shard.entries.size();
        break;
      case "AT_SEQUENCE_NUMBER":
        position = shard.position(sequence, false);
        break;
      case "AFTER_SEQUENCE_NUMBER":
        position = shard.position(sequence, true);
        break;
      case "AT_TIMESTAMP":
        position = shard.position(time(body.path("Timestamp")));
        break;
      default:
        throw new Refused("InvalidArgumentException", "No such type of iterator.");
    }
    return new Position(stream.name(), shard.id, position).token();
  }

  private static Shard shard(KinesisStream stream, String id) throws Refused {
    try {
      return stream.shard(id);
    } catch (NoSuchElementException e) {
      throw new Refused("ResourceNotFoundException", "Shard " + id + " not found.");
    }
  }

  private void getRecords(JsonNode body, KinesisStream stream, ObjectNode answer, boolean cbor)
      throws Refused {
    Position from = Position.parse(body.path("ShardIterator").asText());
    Shard shard = shard(stream, from.shard);
    int limit = Math.min(MAX_RECORDS, body.path("Limit").asInt(MAX_RECORDS));
    ArrayNode records = answer.putArray("Records");
    int next = from.position;
    long bytes = 0;
    for (; next < shard.entries.size() && records.size() < limit && bytes < MAX_BYTES; next++) {
      Shard.Entry entry = shard.entries.get(next);
      bytes += entry.data.length;
      ObjectNode record = records.addObject();
      record.put("SequenceNumber", entry.sequence);
      time(record, "ApproximateArrivalTimestamp", entry.arrival, cbor);
      record.put("Data", entry.data);
      record.put("PartitionKey", entry.partitionKey);
    }
    boolean atEnd = next == shard.entries.size();
    long behind =
        atEnd ? 0 : Math.max(0, clock.millis() - shard.entries.get(next).arrival.toEpochMilli());
    answer.put("MillisBehindLatest", behind);
    if (!atEnd || !shard.isClosed()) {
      answer.put("NextShardIterator", new Position(stream.name(), shard.id, next).token());
      return;
    }
    ArrayNode children = answer.putArray("ChildShards");
    for (Shard child : stream.shards()) {
      if (child.isChildOf(shard)) {
        ObjectNode json = children.addObject().put("ShardId", child.id);
        List<String> parents = new ArrayList<>(List.of(child.parent));
        if (child.adjacentParent != null) {
          parents.add(child.adjacentParent);
        }
        parents.forEach(json.putArray("ParentShards")::add);
        writeHashes(child, json);
      }
    }
  }

  private static void putRecord(JsonNode body, KinesisStream stream, ObjectNode answer)
      throws IOException {
    String key = body.path("PartitionKey").asText();
    BigInteger hash =
        body.hasNonNull("ExplicitHashKey")
            ? new BigInteger(body.get("ExplicitHashKey").asText())
            : KinesisStream.hash(key);
    answer.put("ShardId", stream.shardFor(hash).id);
    answer.put("SequenceNumber", stream.put(key, hash, body.path("Data").binaryValue()).sequence);
  }

  private static void time(ObjectNode json, String member, Instant time, boolean cbor) {
    if (cbor) {
      json.put(member, time.toEpochMilli());
    } else {
      json.put(member, time.toEpochMilli() / 1000.0);
    }
  }

  private static Instant time(JsonNode time) {
    double value = time.asDouble();
    return Instant.ofEpochMilli((long) (value > LARGEST_SECONDS ? value : value * 1000));
  }

  private static Reply error(boolean cbor, int status, String code, String message) {
    ObjectNode body = JSON.createObjectNode().put("__type", code).put("message", message);
    return reply(cbor, status, body);
  }

  private static Reply reply(boolean cbor, int status, ObjectNode body) {
    try {
      byte[] bytes = (cbor ? CBOR : JSON).writeValueAsBytes(body);
      return Reply.of(status, cbor ? CBOR_TYPE : JSON_TYPE, bytes);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }

  /** What an iterator stands for. */
  private static final class Position {
    private final String stream;
    private final String shard;
    private final int position;

    private Position(String stream, String shard, int position) {
      this.stream = stream;
      this.shard = shard;
      this.position = position;
    }

    private String token() {
      String text = stream + "/" + shard + "/" + position;
      return Base64.getEncoder().encodeToString(text.getBytes());
    }

    private static Position parse(String token) throws Refused {
      try {
        String[] parts = new String(Base64.getDecoder().decode(token)).split("/");
        return new Position(parts[0], parts[1], Integer.parseInt(parts[2]));
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw new Refused("InvalidArgumentException", "Not an iterator.");
      }
    }
  }

  /** An error that Kinesis would answer with. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final String code;

    private Refused(String code, String message) {
      super(message);
      this.code = code;
    }
  }
}
