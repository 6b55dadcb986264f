package io.gluesnow.cloudtrail.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gluesnow.testing.FolderBucket;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of each way in which S3 says no. */
class S3ObjectStoreTest {
  private static final String DAY = "AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/03/";
  private static final String KEY = DAY + "a.json.gz";

  @TempDir Path folder;
  private FolderBucket bucket;
  private ObjectStore store;

  @BeforeEach
  void begin() throws IOException {
    Files.createDirectories(folder.resolve(DAY));
    Files.write(folder.resolve(KEY), new byte[7]);
    bucket = FolderBucket.start(folder);
    store = S3ObjectStore.open(FolderBucket.NAME, "eu-west-1", bucket.uri(), true);
  }

  @AfterEach
  void end() {
    store.close();
    bucket.close();
  }

  @Test
  void aBucketThatRefusesNothingIsRead() throws IOException {
    assertThat(store.folders("AWSLogs/")).containsExactly("AWSLogs/111122223333/");
    assertThat(store.objects(DAY, "", 10)).containsExactly(StoredObject.of(KEY, 7));
    try (InputStream in = store.open(KEY)) {
      assertThat(in.readAllBytes()).hasSize(7);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, it may not be read by the job: no (it needs s3:GetObject on the bucket and"
        + " kms:Decrypt on a key of yours that encrypts it)",
    "403, AllAccessDisabled, it may not be read by the job",
    "404, NoSuchKey, it is gone",
    "403, InvalidObjectState, it lies in a storage class from which it must be restored first",
    "400, KMS.DisabledException, the key that encrypts it cannot be used: no",
    "400, KMS.NotFoundException, the key that encrypts it cannot be used: no",
    "400, KMS.KMSInvalidStateException, the key that encrypts it cannot be used: no",
  })
  void anObjectThatNeverWillBeReadableIsToldApart(int status, String code, String reason) {
    bucket.refuse(KEY, status, code, "no");
    assertThatThrownBy(() -> store.open(KEY))
        .isInstanceOf(UnreadableObjectException.class)
        .hasMessageStartingWith(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "404, NoSuchBucket",
    "403, InvalidAccessKeyId",
    "403, SignatureDoesNotMatch",
    "400, ExpiredToken",
    "400, KMS.ThrottlingException",
  })
  void whatIsWrongWithAllOfThemIsNoFaultOfTheObject(int status, String code) {
    bucket.refuse(KEY, status, code, "no");
    assertThatThrownBy(() -> store.open(KEY))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(UnreadableObjectException.class)
        .hasMessage("s3://trail/" + KEY + " cannot be read: no");
  }

  @Test
  void aListThatIsDeniedIsNoEmptyFolderAndNamesThePrefixAndThePermission() {
    bucket.denyList("AWSLogs/").denyList(DAY);
    assertThatThrownBy(() -> store.folders("AWSLogs/"))
        .hasMessageStartingWith("the folder s3://trail/AWSLogs/ of the archive cannot be listed: ")
        .hasMessageEndingWith("(the job needs s3:ListBucket on the bucket)");
    assertThatThrownBy(() -> store.objects(DAY, "", 10))
        .hasMessageStartingWith("the folder s3://trail/" + DAY + " of the archive cannot be listed")
        .hasMessageEndingWith("(the job needs s3:ListBucket on the bucket)");
  }
}
