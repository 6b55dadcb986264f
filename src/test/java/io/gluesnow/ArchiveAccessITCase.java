package io.gluesnow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.glue.Caller;
import io.gluesnow.testing.FolderBucket;
import io.gluesnow.testing.TrailFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket of which not everything may be read: what may be is, and the rest is told of. */
class ArchiveAccessITCase {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final int OBJECTS = 12;

  @TempDir Path folder;

  private final ObjectMapper json = new ObjectMapper();
  private final List<ObjectNode> records = new CopyOnWriteArrayList<>();
  private LocalWorld world;
  private FolderBucket bucket;

  /** An object for each table, in the order of their names. */
  private List<String> keys;

  @BeforeEach
  void begin() throws IOException {
    world = LocalWorld.start(Clock.systemUTC());
    world.glue().onRecord(records::add);
    world.glue().createDatabase(Caller.PERSON, Tables.PUBLIC);
    records.clear();
    TrailFolder trail = TrailFolder.in(folder.resolve("trail"));
    for (int i = 0; i < OBJECTS; i++) {
      world.glue().createTable(Caller.CRAWLER, Tables.PUBLIC, Tables.parquet("t_" + i));
      trail.object(
          DAY.plusDays(i / 5), List.of(foreign(2 * i), records.get(i), foreign(2 * i + 1)));
    }
    keys = keys(trail.root());
    bucket = FolderBucket.start(trail.root());
  }

  @AfterEach
  void end() {
    bucket.close();
    world.close();
  }

  @Test
  void anObjectThatIsDeniedOrGoneIsADeadLetterWithItsNameAndAllOthersAreRead() throws Exception {
    bucket
        .deny(keys.get(1), "s3:GetObject")
        .deny(keys.get(4), "kms:Decrypt")
        .vanish(keys.get(7))
        .refuse(keys.get(11), 400, "KMS.DisabledException", "the key is disabled.");
    Map<Integer, String> lost =
        Map.of(
            1, "is not authorized to perform: s3:GetObject",
            4, "is not authorized to perform: kms:Decrypt",
            7, "it is gone",
            11, "the key that encrypts it cannot be used: the key is disabled.");
    int readable = OBJECTS - lost.size();

    try (TestJob job = job().start()) {
      Accounts.Balance balance = job.awaitSettled(3L * readable + lost.size());
      String all = balance.toString();
      assertThat(balance.ended()).as(all).isEqualTo(balance.read());
      assertThat(balance.outcome("irrelevant")).as(all).isEqualTo(2 * readable);
      assertThat(balance.outcome("applied")).as(all).isEqualTo(readable);
      assertThat(balance.outcome("dead-lettered")).as(all).isEqualTo(lost.size());
      job.await("each has its letter", () -> letters().size() == lost.size());
      job.stop();
    }
    assertThat(world.snowflake().catalogSnapshot().tables().keySet())
        .isEqualTo(tablesBut(lost.keySet()));
    Map<String, String> letters = letters();
    lost.forEach(
        (object, reason) ->
            assertThat(letters.get("s3://trail/" + keys.get(object)))
                .startsWith("a trail object cannot be read: ")
                .contains(reason));
  }

  @Test
  void aFolderThatMayNotBeListedFailsTheJobWithItsNameAndThePermission() throws Exception {
    String day = keys.get(0).substring(0, keys.get(0).lastIndexOf('/') + 1);
    bucket.denyList(day);

    try (TestJob job = job().start()) {
      assertThat(job.awaitFailure())
          .hasRootCauseMessage(
              "The archive cannot be walked through: the folder s3://trail/"
                  + day
                  + " of the archive cannot be listed: User:"
                  + " arn:aws:sts::111122223333:assumed-role/job/1 is not authorized to perform:"
                  + " s3:ListBucket (the job needs s3:ListBucket on the bucket)");
    }
    assertThat(world.snowflake().catalogSnapshot().tables()).isEmpty();
  }

  private TestJob.Builder job() {
    return TestJob.against(world)
        .in(folder)
        .set("source.archive.location", "s3://" + FolderBucket.NAME)
        .set("source.archive.endpoint", bucket.uri().toString());
  }

  private static Set<String> tablesBut(Set<Integer> lost) {
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < OBJECTS; i++) {
      if (!lost.contains(i)) {
        names.add("DEV_DB.PUBLIC." + ("t_" + i).toUpperCase(Locale.ROOT));
      }
    }
    return names;
  }

  /** The reason in each dead letter, by where it is from. */
  private Map<String, String> letters() throws IOException {
    Map<String, String> reasons = new TreeMap<>();
    for (String letter : world.deadLetters()) {
      ObjectNode parsed = (ObjectNode) json.readTree(letter);
      reasons.put(parsed.path("shard").asText(), parsed.path("reason").asText());
    }
    return reasons;
  }

  private ObjectNode foreign(int number) {
    return json.createObjectNode()
        .put("eventVersion", "1.08")
        .put("eventTime", "2026-03-01T00:00:00Z")
        .put("eventSource", "s3.amazonaws.com")
        .put("eventName", "GetObject")
        .put("eventID", String.format("00000000-0000-4000-8000-%012d", number));
  }

  private static List<String> keys(Path trail) throws IOException {
    try (Stream<Path> files = Files.walk(trail)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> trail.relativize(file).toString())
          .sorted()
          .collect(Collectors.toCollection(ArrayList::new));
    }
  }
}
