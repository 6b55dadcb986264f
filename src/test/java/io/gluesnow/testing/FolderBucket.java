package io.gluesnow.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gluesnow.cloudtrail.archive.FolderStore;
import io.gluesnow.cloudtrail.archive.StoredObject;
import io.gluesnow.standin.LoopbackServer;
import io.gluesnow.standin.LoopbackServer.Reply;
import io.gluesnow.standin.LoopbackServer.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder as a bucket of S3 on loopback, whose owner can refuse what is asked of it: of all of S3
 * it knows how to list and how to read.
 */
public final class FolderBucket implements AutoCloseable {
  /** The bucket's name. */
  public static final String NAME = "trail";

  private static final String DENIED =
      "User: arn:aws:sts::111122223333:assumed-role/job/1 is not authorized to perform: ";

  private final Path root;
  private final LoopbackServer server;
  private final Map<String, Reply> objects = new ConcurrentHashMap<>();
  private final Map<String, Reply> lists = new ConcurrentHashMap<>();

  private FolderBucket(Path root) {
    this.root = root;
    this.server = LoopbackServer.start("s3", this::answer);
  }

  public static FolderBucket start(Path root) {
    return new FolderBucket(root);
  }

  public URI uri() {
    return server.uri();
  }

  /** Refuses to hand out an object, which is still listed. */
  public FolderBucket refuse(String key, int status, String code, String message) {
    objects.put(key, error(status, code, message));
    return this;
  }

  /** For want of a permission such as {@code s3:GetObject}. */
  public FolderBucket deny(String key, String permission) {
    return refuse(key, 403, "AccessDenied", DENIED + permission);
  }

  /** As an object that was deleted between list and read. */
  public FolderBucket vanish(String key) {
    return refuse(key, 404, "NoSuchKey", "The specified key does not exist.");
  }

  /** Refuses to list what begins so. */
  public FolderBucket denyList(String prefix) {
    lists.put(prefix, error(403, "AccessDenied", DENIED + "s3:ListBucket"));
    return this;
  }

  private Reply answer(Request request) {
    String path = request.uri().getPath();
    String bucket = "/" + NAME;
    try {
      if (path.equals(bucket) || path.equals(bucket + "/")) {
        return list(parameters(request.uri()));
      }
      String key = path.substring(bucket.length() + 1);
      Reply refused = objects.get(key);
      return refused != null ? refused : Reply.of(200, "application/gzip", bytes(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] bytes(String key) throws IOException {
    return Files.readAllBytes(root.resolve(key));
  }

  private Reply list(Map<String, String> asked) throws IOException {
    String prefix = asked.getOrDefault("prefix", "");
    if (lists.containsKey(prefix)) {
      return lists.get(prefix);
    }
    int most = Integer.parseInt(asked.getOrDefault("max-keys", "1000"));
    FolderStore store = FolderStore.of(root);
    StringBuilder page = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
    for (String folder : store.folders(prefix)) {
      page.append("<CommonPrefixes><Prefix>" + folder + "</Prefix></CommonPrefixes>");
    }
    for (StoredObject object : store.objects(prefix, asked.getOrDefault("start-after", ""), most)) {
      page.append("<Contents><Key>" + object.key() + "</Key>");
      page.append("<Size>" + object.size() + "</Size></Contents>");
    }
    return xml(200, page + "</ListBucketResult>");
  }

  private static Map<String, String> parameters(URI uri) {
    return Stream.of(uri.getRawQuery().split("&"))
        .map(parameter -> parameter.split("=", 2))
        .collect(
            Collectors.toMap(
                parameter -> parameter[0],
                parameter -> URLDecoder.decode(parameter[1], UTF_8),
                (one, other) -> other,
                TreeMap::new));
  }

  private static Reply error(int status, String code, String message) {
    return xml(
        status, "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>");
  }

  private static Reply xml(int status, String text) {
    return Reply.of(status, "application/xml", text.getBytes(UTF_8));
  }

  @Override
  public void close() {
    server.close();
  }
}
