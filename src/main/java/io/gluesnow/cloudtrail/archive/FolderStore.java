package io.gluesnow.cloudtrail.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;

/** A folder with files, laid out as a bucket's keys are. */
public final class FolderStore implements ObjectStore {
  private final Path root;

  private FolderStore(Path root) {
    this.root = Objects.requireNonNull(root, "root");
  }

  public static FolderStore of(Path root) {
    return new FolderStore(root);
  }

  @Override
  public List<String> folders(String prefix) throws IOException {
    List<String> folders = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(root.resolve(prefix))) {
      for (Path child : children) {
        if (Files.isDirectory(child)) {
          folders.add(prefix + child.getFileName() + "/");
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw unlisted(prefix, e);
    }
    Collections.sort(folders);
    return folders;
  }

  @Override
  public List<StoredObject> objects(String folder, String after, int most) throws IOException {
    // The largest of those kept is on top, so that memory does not grow with the folder.
    PriorityQueue<String> first = new PriorityQueue<>(Comparator.reverseOrder());
    try (DirectoryStream<Path> children = Files.newDirectoryStream(root.resolve(folder))) {
      for (Path child : children) {
        String key = folder + child.getFileName();
        boolean isNext = first.size() < most || key.compareTo(first.peek()) < 0;
        if (isNext && key.compareTo(after) > 0 && Files.isRegularFile(child)) {
          first.add(key);
          if (first.size() > most) {
            first.poll();
          }
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw unlisted(folder, e);
    }
    List<StoredObject> page = new ArrayList<>();
    while (!first.isEmpty()) {
      String key = first.poll();
      page.add(StoredObject.of(key, size(folder, key)));
    }
    Collections.reverse(page);
    return page;
  }

  /** One that has just vanished is told of all the same: whoever opens it finds out. */
  private long size(String folder, String key) throws IOException {
    try {
      return Files.size(root.resolve(key));
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw unlisted(folder, e);
    }
  }

  private IOException unlisted(String folder, IOException cause) {
    return new IOException(
        "the folder " + address(folder) + " of the archive cannot be listed: " + cause, cause);
  }

  @Override
  public InputStream open(String key) throws IOException {
    try {
      return Files.newInputStream(root.resolve(key));
    } catch (NoSuchFileException e) {
      throw new UnreadableObjectException("it is gone", e);
    } catch (AccessDeniedException e) {
      throw new UnreadableObjectException("it may not be read by the job", e);
    }
  }

  @Override
  public String address(String key) {
    return root.resolve(key).toString();
  }

  @Override
  public void close() {}
}
