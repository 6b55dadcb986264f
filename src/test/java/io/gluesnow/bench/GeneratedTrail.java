package io.gluesnow.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Trail objects as a busy organisation has them: many accounts and services, one record in a
 * hundred a write to Glue, sizes from half a kilobyte to some ten. Written once and kept.
 */
final class GeneratedTrail {
  private static final int RECORDS_AN_OBJECT = 80_000;
  private static final int GLUE_ONE_IN = 100;
  private static final String[][] CALLS = {
    {"s3.amazonaws.com", "PutObject"},
    {"ec2.amazonaws.com", "DescribeInstances"},
    {"sts.amazonaws.com", "AssumeRole"},
    {"kms.amazonaws.com", "Decrypt"},
    {"dynamodb.amazonaws.com", "DescribeTable"},
    {"logs.amazonaws.com", "CreateLogStream"},
    {"iam.amazonaws.com", "GetRole"},
    {"lambda.amazonaws.com", "UpdateFunctionCode20150331v2"},
    {"athena.amazonaws.com", "StartQueryExecution"},
    {"secretsmanager.amazonaws.com", "GetSecretValue"},
  };

  private final Random random = new Random(20_261_103);
  private final Path folder;

  private GeneratedTrail(Path folder) {
    this.folder = folder;
  }

  /** The objects' files, made now unless they are there. */
  static List<Path> in(Path folder, long records) throws IOException {
    Path place = folder.resolve("trail-" + records);
    Path done = place.resolve("done");
    if (!Files.exists(done)) {
      Files.createDirectories(place);
      new GeneratedTrail(place).write(records);
      Files.createFile(done);
    }
    try (Stream<Path> files = Files.list(place)) {
      return files
          .filter(file -> file.toString().endsWith(".json.gz"))
          .sorted()
          .collect(Collectors.toCollection(ArrayList::new));
    }
  }

  private void write(long records) throws IOException {
    long left = records;
    for (int object = 0; left > 0; object++) {
      long here = Math.min(left, RECORDS_AN_OBJECT);
      Path file = folder.resolve(String.format("object-%04d.json.gz", object));
      try (OutputStream out =
          new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file), 1 << 16))) {
        out.write("{\"Records\":[".getBytes(StandardCharsets.UTF_8));
        for (long i = 0; i < here; i++) {
          if (i > 0) {
            out.write(',');
          }
          out.write(record().getBytes(StandardCharsets.UTF_8));
        }
        out.write("]}".getBytes(StandardCharsets.UTF_8));
      }
      left -= here;
    }
  }

  private String record() {
    boolean glue = random.nextInt(GLUE_ONE_IN) == 0;
    String[] call =
        glue
            ? new String[] {"glue.amazonaws.com", "UpdateTable"}
            : CALLS[random.nextInt(CALLS.length)];
    String account = String.valueOf(100_000_000_000L + random.nextInt(40) * 7_919L);
    String role = "role-" + random.nextInt(200);
    return "{\"eventVersion\":\"1.11\",\"userIdentity\":{\"type\":\"AssumedRole\",\"principalId\":"
        + "\"AROA"
        + hex(17)
        + ":session\",\"arn\":\"arn:aws:sts::"
        + account
        + ":assumed-role/"
        + role
        + "/session\",\"accountId\":\""
        + account
        + "\",\"accessKeyId\":\"ASIA"
        + hex(16)
        + "\",\"sessionContext\":{\"sessionIssuer\":{\"type\":\"Role\",\"principalId\":\"AROA"
        + hex(17)
        + "\",\"arn\":\"arn:aws:iam::"
        + account
        + ":role/"
        + role
        + "\",\"accountId\":\""
        + account
        + "\",\"userName\":\""
        + role
        + "\"},\"attributes\":{\"creationDate\":\"2026-11-03T08:"
        + two(random.nextInt(60))
        + ":"
        + two(random.nextInt(60))
        + "Z\",\"mfaAuthenticated\":\"false\"}}},\"eventTime\":\"2026-11-03T09:"
        + two(random.nextInt(60))
        + ":"
        + two(random.nextInt(60))
        + "Z\",\"eventSource\":\""
        + call[0]
        + "\",\"eventName\":\""
        + call[1]
        + "\",\"awsRegion\":\"eu-west-1\",\"sourceIPAddress\":\"10."
        + random.nextInt(256)
        + "."
        + random.nextInt(256)
        + ".7\",\"userAgent\":\"aws-sdk-java/2.29 Linux/5.10 OpenJDK_64-Bit_Server_VM/17\","
        + (glue ? glueRequest() : otherRequest())
        + ",\"responseElements\":null,\"requestID\":\""
        + hex(32)
        + "\",\"eventID\":\""
        + hex(32)
        + "\",\"readOnly\":false,\"eventType\":\"AwsApiCall\",\"managementEvent\":true,"
        + "\"recipientAccountId\":\""
        + account
        + "\",\"eventCategory\":\"Management\",\"tlsDetails\":{\"tlsVersion\":\"TLSv1.3\","
        + "\"cipherSuite\":\"TLS_AES_128_GCM_SHA256\",\"clientProvidedHostHeader\":\""
        + call[0]
        + "\"}}";
  }

  private String glueRequest() {
    StringBuilder request = new StringBuilder("\"requestParameters\":{\"databaseName\":\"lake__d");
    request.append(random.nextInt(50)).append("\",\"tableInput\":{\"name\":\"t");
    request.append(random.nextInt(2_000)).append("\",\"storageDescriptor\":{\"columns\":[");
    int columns = 5 + random.nextInt(60);
    for (int i = 0; i < columns; i++) {
      request.append(i == 0 ? "" : ",").append("{\"name\":\"c").append(i);
      request.append("\",\"type\":\"string\",\"comment\":\"\"}");
    }
    return request.append("]}}}").toString();
  }

  private String otherRequest() {
    StringBuilder request = new StringBuilder("\"requestParameters\":{\"resource\":\"");
    request.append(hex(24)).append("\",\"items\":[");
    // Mostly small, now and then a list of thousands of characters.
    int items = random.nextInt(20) == 0 ? 80 + random.nextInt(80) : random.nextInt(6);
    for (int i = 0; i < items; i++) {
      request.append(i == 0 ? "" : ",").append("{\"key\":\"k").append(i);
      request.append("\",\"value\":\"").append(hex(12)).append("\\n\\\"x\\\"\"}");
    }
    return request.append("]}").toString();
  }

  private String hex(int characters) {
    StringBuilder text = new StringBuilder(characters);
    for (int i = 0; i < characters; i++) {
      text.append(Character.forDigit(random.nextInt(16), 16));
    }
    return text.toString();
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : String.valueOf(number);
  }
}
