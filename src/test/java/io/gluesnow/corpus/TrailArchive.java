package io.gluesnow.corpus;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.standin.AwsStandIns;
import io.gluesnow.standin.glue.CloudTrail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * A trail's folder as CloudTrail fills it: an object for some minutes of each account, in no order
 * inside, with the records of every other service around those of Glue; beside them the digests and
 * the insights. Damaged happenings become damaged objects, with copies of earlier records before
 * the damage.
 */
public final class TrailArchive {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_IN_ONE = 12;

  /** An account that has nothing to do with Glue. */
  private static final String OTHER_ACCOUNT = "999988887777";

  private static final DateTimeFormatter DAY = format("yyyy/MM/dd");
  private static final DateTimeFormatter MINUTE = format("yyyyMMdd'T'HHmm'Z'");

  private final Path root;
  private final Random random;
  private final Elsewhere elsewhere;
  private final int foreign;
  private Tally tally = Tally.NOTHING;
  private int objects;

  private TrailArchive(Path root, long seed, int foreign) {
    this.root = root;
    this.random = new Random(seed);
    this.elsewhere = new Elsewhere(random, () -> new UUID(random.nextLong(), random.nextLong()));
    this.foreign = foreign;
  }

  /**
   * Writes the archive.
   *
   * @param root the folder that has, or gets, {@code AWSLogs}
   * @param foreign how many records of other services there are for each of Glue
   */
  public static TrailArchive write(Path root, long seed, List<Happening> happenings, int foreign) {
    TrailArchive archive = new TrailArchive(root, seed, foreign);
    archive.write(happenings);
    return archive;
  }

  /** What reading all of it comes to. */
  public Tally tally() {
    return tally;
  }

  /** How many trail objects there are, damaged ones included. */
  public int objects() {
    return objects;
  }

  private void write(List<Happening> happenings) {
    List<Happening> own = new ArrayList<>();
    List<Happening> partners = new ArrayList<>();
    List<Happening> readable = new ArrayList<>();
    for (Happening happening : happenings) {
      if (happening.record().isPresent() && happening.kind() != Kind.NO_RECORD) {
        readable.add(happening);
        boolean isPartners = account(happening).equals(Home.PARTNER.id().catalog());
        (isPartners ? partners : own).add(happening);
      } else {
        damaged(happening, readable);
      }
      if (own.size() >= 1 + random.nextInt(MOST_IN_ONE)) {
        object(own);
      }
    }
    object(own);
    object(partners);
    Instant day = happenings.get(0).time();
    others(day);
    siblings(day);
  }

  private static String account(Happening happening) {
    return happening.record().orElseThrow().path("recipientAccountId").asText();
  }

  /** Writes what has gathered, and empties the list. */
  private void object(List<Happening> gathered) {
    if (gathered.isEmpty()) {
      return;
    }
    Happening last = gathered.get(gathered.size() - 1);
    List<byte[]> records = new ArrayList<>();
    for (Happening happening : gathered) {
      records.add(happening.bytes());
      tally = tally.plus(happening.tally());
      addForeign(records, foreign, account(last), happening.time());
    }
    Collections.shuffle(records, random);
    put(account(last), delivered(last.time()), CloudTrail.gzip(document(records)));
    gathered.clear();
  }

  private void addForeign(List<byte[]> records, int count, String account, Instant time) {
    for (int i = 0; i < count; i++) {
      records.add(Envelope.bytes(elsewhere.otherService(time).put("recipientAccountId", account)));
    }
    tally = tally.and(Item.IRRELEVANT, count);
  }

  private void damaged(Happening happening, List<Happening> earlier) {
    Happening before = earlier.get(random.nextInt(earlier.size()));
    byte[] bytes;
    switch (happening.kind()) {
      case CONTROL_MESSAGE:
      case ORDER:
        // These come on streams only.
        return;
      case NO_RECORD:
        bytes = CloudTrail.gzip(happening.bytes());
        tally = tally.and(Item.UNREADABLE, 1);
        put(AwsStandIns.ACCOUNT, delivered(happening.time()), bytes);
        return;
      case TRUNCATED:
        byte[] whole = document(List.of(before.bytes(), before.bytes()));
        bytes = CloudTrail.gzip(Arrays.copyOf(whole, whole.length - before.bytes().length / 2));
        break;
      case BROKEN_GZIP:
        byte[] start = document(List.of(before.bytes(), new byte[0]));
        bytes = joined(CloudTrail.gzip(Arrays.copyOf(start, start.length - 2)), cutGzip());
        break;
      case NO_UTF8:
        bytes = CloudTrail.gzip(document(List.of(before.bytes(), happening.bytes())));
        break;
      default:
        throw new IllegalStateException("no object is written of " + happening);
    }
    tally = tally.plus(before.tally().asCopy()).and(Item.UNREADABLE, 1);
    put(AwsStandIns.ACCOUNT, delivered(happening.time()), bytes);
  }

  /** A second member of which little more than the header is there. */
  private static byte[] cutGzip() {
    return Arrays.copyOf(CloudTrail.gzip(new byte[100]), 12);
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static byte[] document(List<byte[]> records) {
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    document.writeBytes("{\"Records\":[".getBytes(StandardCharsets.US_ASCII));
    boolean first = true;
    for (byte[] record : records) {
      document.writeBytes(first ? new byte[0] : new byte[] {','});
      document.writeBytes(record);
      first = false;
    }
    document.writeBytes("]}".getBytes(StandardCharsets.US_ASCII));
    return document.toByteArray();
  }

  /** An account where only other services are used. */
  private void others(Instant day) {
    List<byte[]> records = new ArrayList<>();
    addForeign(records, MOST_IN_ONE, OTHER_ACCOUNT, day);
    put(OTHER_ACCOUNT, delivered(day), CloudTrail.gzip(document(records)));
  }

  /** What lies beside a trail's objects and has no records of calls. */
  private void siblings(Instant day) {
    ObjectNode digest = JSON.createObjectNode();
    digest.put("awsAccountId", AwsStandIns.ACCOUNT);
    digest.put("digestS3Object", "AWSLogs/digest.json.gz");
    digest.putArray("logFiles");
    file(key(AwsStandIns.ACCOUNT, "CloudTrail-Digest", day), gzip(digest));
    ObjectNode insights = JSON.createObjectNode();
    insights
        .putArray("Records")
        .addObject()
        .put("eventVersion", "1.09")
        .put("eventType", "AwsCloudTrailInsight")
        .put("eventCategory", "Insight")
        .putObject("insightDetails")
        .put("eventSource", "glue.amazonaws.com")
        .put("eventName", "UpdateTable");
    file(key(AwsStandIns.ACCOUNT, "CloudTrail-Insight", day), gzip(insights));
  }

  private static byte[] gzip(ObjectNode json) {
    return CloudTrail.gzip(Envelope.bytes(json));
  }

  /** Some minutes later, and now and then on the next day. */
  private Instant delivered(Instant time) {
    return time.plus(
        random.nextInt(20) == 0
            ? Duration.ofHours(20)
            : Duration.ofSeconds(60 + random.nextInt(600)));
  }

  private void put(String account, Instant delivered, byte[] bytes) {
    file(key(account, "CloudTrail", delivered), bytes);
    objects++;
  }

  private String key(String account, String folder, Instant moment) {
    String region = AwsStandIns.REGION;
    String unique = String.format("%016X", random.nextLong());
    return String.join("/", "AWSLogs", account, folder, region, DAY.format(moment))
        + "/"
        + String.join("_", account, folder, region, MINUTE.format(moment), unique)
        + ".json.gz";
  }

  private void file(String key, byte[] bytes) {
    try {
      Path file = root.resolve(key);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
  }
}
