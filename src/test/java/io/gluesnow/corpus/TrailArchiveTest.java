package io.gluesnow.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.cloudtrail.CloudTrailDecoder;
import io.gluesnow.cloudtrail.archive.TrailObjectReader;
import io.gluesnow.cloudtrail.archive.TrailObjectReader.Step;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailArchiveTest {
  @TempDir Path folder;

  @Test
  void everyHappeningIsInTheObjectsOfItsAccount() throws IOException {
    Corpus corpus = Corpus.builder(4).kinds(Kind.undamaged()).build();
    TrailArchive archive = TrailArchive.write(folder, 4, corpus.happenings(), 3);

    Map<String, String> accounts = new HashMap<>();
    long records = 0;
    for (Path object : objects("CloudTrail")) {
      for (Object record : object(object).path("Records")) {
        ObjectNode found = (ObjectNode) record;
        records++;
        String account = found.path("recipientAccountId").asText();
        assertThat(object.toString()).contains("AWSLogs/" + account + "/CloudTrail/eu-west-1/2026");
        accounts.put(found.path("eventID").asText(), account);
      }
    }
    long told = corpus.happenings().stream().filter(one -> one.record().isPresent()).count();
    assertThat(records).isEqualTo(told + 3 * told + 12);
    assertThat(archive.tally().count(Item.IRRELEVANT)).isGreaterThan(3 * told + 12);
    for (Happening happening : corpus.happenings()) {
      happening
          .record()
          .ifPresent(record -> assertThat(accounts).containsKey(record.path("eventID").asText()));
    }
    assertThat(new TreeSet<>(accounts.values()))
        .containsExactly("111122223333", "444455556666", "999988887777");
    assertThat(objects("CloudTrail-Digest")).hasSize(1);
    assertThat(objects("CloudTrail-Insight")).hasSize(1);
  }

  @Test
  void aSeedAlwaysWritesTheSame() throws IOException {
    Corpus corpus = Corpus.of(4);
    TrailArchive.write(folder.resolve("a"), 4, corpus.happenings(), 1);
    TrailArchive.write(folder.resolve("b"), 4, corpus.happenings(), 1);

    List<Path> first = files(folder.resolve("a"));
    for (Path file : first) {
      Path again = folder.resolve("b").resolve(folder.resolve("a").relativize(file));
      assertThat(again).hasSameBinaryContentAs(file);
    }
    assertThat(files(folder.resolve("b"))).hasSameSizeAs(first);
  }

  @Test
  void readingAllOfItComesToWhatItSays() throws IOException {
    Corpus corpus = Corpus.of(4);
    TrailArchive archive = TrailArchive.write(folder, 4, corpus.happenings(), 2);

    long damaged = corpus.happenings().stream().filter(one -> one.kind().isDamage()).count();
    assertThat(archive.tally().count(Item.UNREADABLE)).isEqualTo(damaged);
    assertThat(read()).isEqualTo(CorpusTest.counts(archive.tally()));
    assertThat(archive.tally().copies()).isPositive();
  }

  /** By the job's own reader and decoder. */
  private List<Long> read() throws IOException {
    CloudTrailDecoder decoder = new CloudTrailDecoder();
    Tally read = Tally.NOTHING;
    try (TrailObjectReader reader = new TrailObjectReader()) {
      for (Path object : objects("CloudTrail")) {
        reader.start(new ByteArrayInputStream(Files.readAllBytes(object)), 0);
        Step step = reader.step();
        for (; step != Step.END; step = reader.step()) {
          if (step == Step.RECORD) {
            read = read.plus(CorpusTest.tally(decoder.decode(reader.record())));
          } else if (step == Step.UNREADABLE) {
            read = read.and(Item.UNREADABLE, 1);
          }
        }
        read = read.and(Item.IRRELEVANT, reader.takeSkipped());
      }
    }
    return CorpusTest.counts(read);
  }

  private List<Path> objects(String kind) throws IOException {
    return files(folder).stream()
        .filter(file -> file.toString().contains("/" + kind + "/"))
        .collect(Collectors.toList());
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
    }
  }

  private static ObjectNode object(Path file) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return (ObjectNode) new ObjectMapper().readTree(in);
    }
  }
}
