package io.gluesnow.cloudtrail.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gluesnow.judge.JudgeServer;
import io.gluesnow.judge.Judges;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket by somebody else's idea of S3, with more objects and folders than one page has. */
class S3MotoITCase {
  private static final String DAY = "p/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/03/";
  private static final int FOLDERS = 1_003;
  private static final int OBJECTS = 23;

  private static JudgeServer moto;
  private static S3Client s3;
  private static ObjectStore store;

  @BeforeAll
  static void start() {
    moto = Judges.moto();
    s3 =
        S3Client.builder()
            .endpointOverride(moto.endpoint())
            .forcePathStyle(true)
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build();
    s3.createBucket(
        bucket ->
            bucket
                .bucket("trail")
                .createBucketConfiguration(c -> c.locationConstraint("eu-west-1")));
    for (int i = 0; i < FOLDERS; i++) {
      put(String.format("many/%04d/x", i), 1);
    }
    for (int i = 0; i < OBJECTS; i++) {
      put(object(i), i);
    }
    put(DAY, 0);
    put(DAY + "a-folder/x.json.gz", 1);
    put(DAY + "odd name+%&ü.json.gz", 3);
    store = S3ObjectStore.open("trail", "eu-west-1", moto.endpoint(), true);
  }

  @AfterAll
  static void stop() {
    store.close();
    s3.close();
    moto.close();
  }

  private static String object(int i) {
    return DAY + String.format("c_%02d.json.gz", i);
  }

  private static void put(String key, int size) {
    s3.putObject(put -> put.bucket("trail").key(key), RequestBody.fromBytes(new byte[size]));
  }

  @Test
  void listsTheFoldersOfAllPages() throws IOException {
    List<String> folders = store.folders("many/");
    assertThat(folders).hasSize(FOLDERS).isSorted().doesNotHaveDuplicates();
    assertThat(folders.get(FOLDERS - 1)).isEqualTo("many/1002/");
    assertThat(store.folders("nothing/")).isEmpty();
  }

  @Test
  void listsTheObjectsOfAFolderPageByPage() throws IOException {
    List<String> keys = new ArrayList<>();
    List<Integer> pages = new ArrayList<>();
    String after = "";
    List<StoredObject> page;
    do {
      page = store.objects(DAY, after, 10);
      pages.add(page.size());
      for (StoredObject object : page) {
        keys.add(object.key());
        after = object.key();
      }
    } while (page.size() == 10);
    assertThat(pages).containsExactly(10, 10, 4);
    assertThat(keys).hasSize(OBJECTS + 1).doesNotHaveDuplicates().isSorted();
    assertThat(keys.get(OBJECTS)).isEqualTo(DAY + "odd name+%&ü.json.gz");
    assertThat(store.objects(DAY, object(21), 10).get(0))
        .isEqualTo(StoredObject.of(object(22), 22));
  }

  @Test
  void aWalkFindsThem() throws IOException {
    TrailWalk walk =
        new TrailWalk(
            store, ArchiveLocation.parse("s3://trail/p"), ArchiveScope.everything(), object(0));
    List<String> keys = new ArrayList<>();
    while (!walk.isDone()) {
      walk.step().forEach(object -> keys.add(object.key()));
    }
    assertThat(keys).hasSize(OBJECTS).startsWith(object(1));
  }

  @Test
  void readsAnObjectWholeOrInPart() throws IOException {
    try (InputStream in = store.open(object(20))) {
      assertThat(in.readAllBytes()).hasSize(20);
    }
    try (InputStream in = store.open(object(20))) {
      assertThat(in.read(new byte[5], 0, 5)).isEqualTo(5);
    }
    try (InputStream in = store.open(DAY + "odd name+%&ü.json.gz")) {
      assertThat(in.readAllBytes()).hasSize(3);
    }
    assertThat(store.address("a/b")).isEqualTo("s3://trail/a/b");
  }

  @Test
  void anObjectThatIsGoneIsUnreadableAndABucketThatIsGoneIsAFailure() {
    assertThatThrownBy(() -> store.open(DAY + "gone"))
        .isInstanceOf(UnreadableObjectException.class)
        .hasMessage("it is gone");
    try (ObjectStore other = S3ObjectStore.open("gone", "eu-west-1", moto.endpoint(), true)) {
      assertThatThrownBy(() -> other.folders("AWSLogs/"))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(
              "the folder s3://gone/AWSLogs/ of the archive cannot be listed: ");
      assertThatThrownBy(() -> other.open("x"))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(UnreadableObjectException.class)
          .hasMessageStartingWith("s3://gone/x cannot be read: ");
    }
  }
}
