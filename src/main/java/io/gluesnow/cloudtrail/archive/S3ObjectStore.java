package io.gluesnow.cloudtrail.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket. The client tries each call again by itself; a stream that breaks off is not resumed.
 */
public final class S3ObjectStore implements ObjectStore {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(20);
  private static final int ATTEMPTS = 8;

  /** What S3 says where trying again changes nothing, and only this object is meant. */
  private static final Set<String> DENIED = Set.of("AccessDenied", "AllAccessDisabled");

  private static final Set<String> GONE = Set.of("NoSuchKey", "NoSuchVersion");

  /** What KMS says through S3 of a key that is disabled, deleted or about to be. */
  private static final Set<String> NO_KEY =
      Set.of(
          "KMS.AccessDeniedException",
          "KMS.DisabledException",
          "KMS.InvalidKeyUsageException",
          "KMS.KMSInvalidStateException",
          "KMS.NotFoundException");

  private final String bucket;
  private final S3Client s3;

  private S3ObjectStore(String bucket, S3Client s3) {
    this.bucket = Objects.requireNonNull(bucket, "bucket");
    this.s3 = Objects.requireNonNull(s3, "s3");
  }

  /**
   * @param region where to ask first; a bucket of another one is found
   * @param endpoint another endpoint than AWS's, or null
   * @param local whether calls are signed with made-up credentials
   */
  public static S3ObjectStore open(String bucket, String region, URI endpoint, boolean local) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(region))
            .httpClientBuilder(
                ApacheHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE))
            .overrideConfiguration(
                override ->
                    override.retryStrategy(
                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .maxAttempts(ATTEMPTS)
                            .build()));
    if (endpoint == null) {
      builder.crossRegionAccessEnabled(true);
    } else {
      builder.endpointOverride(endpoint).forcePathStyle(true);
    }
    if (local) {
      builder.credentialsProvider(
          StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }
    return new S3ObjectStore(bucket, builder.build());
  }

  @Override
  public List<String> folders(String prefix) throws IOException {
    List<String> folders = new ArrayList<>();
    ListObjectsV2Request request =
        ListObjectsV2Request.builder().bucket(bucket).prefix(prefix).delimiter("/").build();
    try {
      s3.listObjectsV2Paginator(request)
          .commonPrefixes()
          .forEach(folder -> folders.add(folder.prefix()));
      return folders;
    } catch (SdkException e) {
      throw unlisted(prefix, e);
    }
  }

  @Override
  public List<StoredObject> objects(String folder, String after, int most) throws IOException {
    List<StoredObject> objects = new ArrayList<>();
    String token = null;
    try {
      // A page may hold fewer than asked for although others follow.
      do {
        ListObjectsV2Request.Builder request =
            ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(folder)
                .delimiter("/")
                .maxKeys(most - objects.size())
                .continuationToken(token);
        if (!after.isEmpty()) {
          request.startAfter(after);
        }
        ListObjectsV2Response page = s3.listObjectsV2(request.build());
        for (S3Object object : page.contents()) {
          // What consoles make to show a folder.
          if (!object.key().endsWith("/")) {
            objects.add(StoredObject.of(object.key(), object.size()));
          }
        }
        token = page.nextContinuationToken();
      } while (token != null && objects.size() < most);
      return objects;
    } catch (SdkException e) {
      throw unlisted(folder, e);
    }
  }

  private IOException unlisted(String folder, SdkException cause) {
    return new IOException(
        "the folder "
            + address(folder)
            + " of the archive cannot be listed: "
            + said(cause)
            + (isDenied(cause) ? " (the job needs s3:ListBucket on the bucket)" : ""),
        cause);
  }

  @Override
  public InputStream open(String key) throws IOException {
    try {
      return new Body(s3.getObject(request -> request.bucket(bucket).key(key)));
    } catch (S3Exception e) {
      String code = code(e);
      if (GONE.contains(code)) {
        throw new UnreadableObjectException("it is gone", e);
      }
      if (isDenied(e)) {
        throw new UnreadableObjectException(
            "it may not be read by the job: "
                + said(e)
                + " (it needs s3:GetObject on the bucket and kms:Decrypt on a key of yours that"
                + " encrypts it)",
            e);
      }
      if (NO_KEY.contains(code)) {
        throw new UnreadableObjectException(
            "the key that encrypts it cannot be used: " + said(e), e);
      }
      if (code.equals("InvalidObjectState")) {
        throw new UnreadableObjectException(
            "it lies in a storage class from which it must be restored first", e);
      }
      throw unread(key, e);
    } catch (SdkException e) {
      throw unread(key, e);
    }
  }

  private IOException unread(String key, SdkException cause) {
    return new IOException(address(key) + " cannot be read: " + said(cause), cause);
  }

  private static boolean isDenied(SdkException e) {
    return e instanceof AwsServiceException && DENIED.contains(code((AwsServiceException) e));
  }

  private static String code(AwsServiceException e) {
    String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    return code == null ? "" : code;
  }

  private static String said(SdkException e) {
    return e instanceof AwsServiceException && ((AwsServiceException) e).awsErrorDetails() != null
        ? ((AwsServiceException) e).awsErrorDetails().errorMessage()
        : String.valueOf(e.getMessage());
  }

  @Override
  public String address(String key) {
    return "s3://" + bucket + "/" + key;
  }

  @Override
  public void close() {
    s3.close();
  }

  /** Leaves the rest of the object where it is when it is closed early. */
  private static final class Body extends FilterInputStream {
    private final ResponseInputStream<GetObjectResponse> body;
    private boolean ended;

    Body(ResponseInputStream<GetObjectResponse> body) {
      super(body);
      this.body = body;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      try {
        int read = super.read(into, from, length);
        ended |= read < 0;
        return read;
      } catch (SdkException e) {
        throw new IOException("the stream of the object broke off: " + e.getMessage(), e);
      }
    }

    @Override
    public void close() throws IOException {
      if (!ended) {
        body.abort();
      }
      super.close();
    }
  }
}
