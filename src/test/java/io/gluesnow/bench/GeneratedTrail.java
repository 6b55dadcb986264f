package io.gluesnow.bench;

import static java.util.stream.Collectors.toList;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Trail objects as a busy organisation has them: an account an object, sessions that call many
 * services and each of them often, one record in a hundred a write to Glue. What is random in a
 * real record is random here (identifiers, session tokens), what repeats does, since how small
 * records get is how fast they inflate. Written once and kept.
 */
final class GeneratedTrail {
  private static final int RECORDS_AN_OBJECT = 80_000;
  private static final int RECORDS_A_SECOND = 25;
  private static final int GLUE_ONE_IN = 100;
  private static final int SESSIONS = 60;
  private static final int MOST_CALLS_IN_A_ROW = 20;
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final List<String> AGENTS =
      List.of(
          "aws-sdk-java/2.29.23 Linux/5.10.228 OpenJDK_64-Bit_Server_VM/17.0.13 Java/17.0.13",
          "Boto3/1.35.54 md/Botocore#1.35.54 ua/2.0 os/linux#6.1.115 md/arch#x86_64 lang/python",
          "aws-cli/2.19.1 md/awscrt#0.22.0 ua/2.0 os/macos#24.1.0 md/arch#arm64 lang/python#3.12.6",
          "APN/1.0 HashiCorp/1.0 Terraform/1.9.8 terraform-provider-aws/5.74.0 aws-sdk-go-v2/1.32.3",
          "athena.amazonaws.com",
          "autoscaling.amazonaws.com");

  private final Random random = new Random(20_261_103);
  private final Path folder;

  private final List<String> templates;

  // Of the object that is being written.
  private String account;
  private List<Session> sessions;
  private Instant time;
  private Session session;
  private String call;
  private int callsLeft;

  private GeneratedTrail(Path folder) throws IOException {
    this.folder = folder;
    this.templates = templates();
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

  /** One for each unit of weight. */
  private static List<String> templates() throws IOException {
    List<String> templates = new ArrayList<>();
    try (InputStream in = GeneratedTrail.class.getResourceAsStream("/bench/trail-records.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (!line.startsWith("#")) {
          String[] parts = line.split(" ", 2);
          templates.addAll(Collections.nCopies(Integer.parseInt(parts[0]), parts[1]));
        }
      }
    }
    return templates;
  }

  private void write(long records) throws IOException {
    long left = records;
    for (int object = 0; left > 0; object++) {
      long here = Math.min(left, RECORDS_AN_OBJECT);
      account = String.valueOf(100_000_000_000L + object * 7_919L);
      time = Instant.parse("2026-11-03T09:00:00Z");
      callsLeft = 0;
      sessions = IntStream.range(0, SESSIONS).mapToObj(i -> new Session()).collect(toList());
      Path file = folder.resolve(String.format("object-%04d.json.gz", object));
      try (OutputStream out =
          new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file), 1 << 16))) {
        out.write("{\"Records\":[".getBytes(StandardCharsets.UTF_8));
        for (long i = 0; i < here; i++) {
          if (i > 0) {
            out.write(',');
          }
          if (i % RECORDS_A_SECOND == 0) {
            time = time.plusSeconds(1);
          }
          out.write(record().getBytes(StandardCharsets.UTF_8));
        }
        out.write("]}".getBytes(StandardCharsets.UTF_8));
      }
      left -= here;
    }
  }

  /** A session calls the same several times in a row: a job reads many objects, say. */
  private String record() {
    if (callsLeft-- == 0) {
      callsLeft = random.nextInt(MOST_CALLS_IN_A_ROW);
      session = sessions.get(random.nextInt(SESSIONS));
      call = templates.get(random.nextInt(templates.size()));
    }
    return filled(random.nextInt(GLUE_ONE_IN) == 0 ? tableUpdate() : call, session);
  }

  private String tableInput() {
    int columns = 5 + random.nextInt(60);
    StringBuilder input = new StringBuilder("{\"name\":\"t");
    input.append(random.nextInt(2_000)).append("\",\"storageDescriptor\":{\"columns\":[");
    for (int i = 0; i < columns; i++) {
      input.append(i == 0 ? "" : ",").append("{\"name\":\"c").append(i);
      input.append("\",\"type\":\"string\",\"comment\":\"\"}");
    }
    return input.append("]}}").toString();
  }

  private String tableUpdate() {
    return "{\"eventVersion\":\"1.11\",\"userIdentity\":{identity},\"eventTime\":\"{time}\","
        + "\"eventSource\":\"glue.amazonaws.com\",\"eventName\":\"UpdateTable\",\"awsRegion\":"
        + "\"eu-west-1\",\"sourceIPAddress\":\"{address}\",\"userAgent\":\"{agent}\","
        + "\"requestParameters\":{\"databaseName\":\"lake__d{nn}\",\"tableInput\":"
        + tableInput()
        + "},\"responseElements\":null,\"requestID\":\"########-####-####-####-############\","
        + "\"eventID\":\"########-####-####-####-############\",\"readOnly\":false,"
        + "\"eventType\":\"AwsApiCall\",\"managementEvent\":true,\"recipientAccountId\":"
        + "\"{account}\",\"eventCategory\":\"Management\"}";
  }

  /** In JSON a brace is never followed by a letter, so that means a name. */
  private String filled(String template, Session session) {
    StringBuilder text = new StringBuilder(template.length() + 1_000);
    for (int at = 0; at < template.length(); at++) {
      char c = template.charAt(at);
      if (c == '#') {
        text.append(Character.forDigit(random.nextInt(16), 16));
      } else if (c == '~') {
        text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      } else if (c == '{' && Character.isLetter(template.charAt(at + 1))) {
        int end = template.indexOf('}', at);
        text.append(value(template.substring(at + 1, end), session));
        at = end;
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private String value(String name, Session session) {
    switch (name) {
      case "identity":
        return session.identity;
      case "address":
        return session.address;
      case "agent":
        return session.agent;
      case "account":
        return account;
      case "time":
        return time.toString();
      case "nn":
        return String.valueOf(10 + random.nextInt(50));
      default:
        throw new IllegalArgumentException("no such name in a record: " + name);
    }
  }

  /** Who calls: the same in all records of a session. */
  private final class Session {
    private final String identity;
    private final String address =
        "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
    private final String agent = AGENTS.get(random.nextInt(AGENTS.size()));

    Session() {
      String role = "etl-" + random.nextInt(30);
      String id = filled("AROA~~~~~~~~~~~~~~~~~", null);
      String name = filled("run-########", null);
      identity =
          filled(
              "{\"type\":\"AssumedRole\",\"principalId\":\""
                  + (id + ":" + name)
                  + "\",\"arn\":\"arn:aws:sts::{account}:assumed-role/"
                  + (role + "/" + name)
                  + "\",\"accountId\":\"{account}\",\"accessKeyId\":\"ASIA~~~~~~~~~~~~~~~~\","
                  + "\"sessionContext\":{\"sessionIssuer\":{\"type\":\"Role\",\"principalId\":\""
                  + id
                  + "\",\"arn\":\"arn:aws:iam::{account}:role/service/"
                  + role
                  + "\",\"accountId\":\"{account}\",\"userName\":\""
                  + role
                  + "\"},\"attributes\":{\"creationDate\":\"2026-11-03T08:{nn}:{nn}Z\","
                  + "\"mfaAuthenticated\":\"false\"}}}",
              null);
    }
  }
}
