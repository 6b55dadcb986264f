package io.gluesnow.cloudtrail.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;

/**
 * Where a trail's objects lie. Keys are whole paths with {@code /} between folders, as on S3. Every
 * call blocks, and has tried again by itself before it throws. One store serves one thread at a
 * time.
 */
public interface ObjectStore extends AutoCloseable {
  /** How a store is reached from wherever the job runs. */
  interface Access extends Serializable {
    ObjectStore open();
  }

  /**
   * The folders right below a prefix, in the order of their keys.
   *
   * @param prefix empty, or ends with {@code /}
   * @return whole prefixes, each of which ends with {@code /}; none where there is no such prefix
   * @throws IOException with a sentence for people
   */
  List<String> folders(String prefix) throws IOException;

  /**
   * A page of the objects right in a folder, in the order of their keys.
   *
   * @param folder ends with {@code /}
   * @param after only keys behind this one are told; empty for all
   * @param most how many at most; fewer only where no more follow
   * @throws IOException with a sentence for people
   */
  List<StoredObject> objects(String folder, String after, int most) throws IOException;

  /**
   * Begins to read an object; the caller closes the stream, read to its end or not.
   *
   * @throws UnreadableObjectException where it is gone or may not be read
   */
  InputStream open(String key) throws IOException;

  /** The key as people write it, such as {@code s3://bucket/key}. */
  String address(String key);

  @Override
  void close();
}
