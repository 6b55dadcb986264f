package io.gluesnow.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A folder with the objects of a trail, as a copy of its bucket. */
public final class TrailFolder {
  private static final String TRAIL = "AWSLogs/111122223333/CloudTrail/eu-west-1/";
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd");
  private static final DateTimeFormatter FOLDERS = DateTimeFormatter.ofPattern("yyyy/MM/dd");

  private final Path root;
  private int objects;

  private TrailFolder(Path root) {
    this.root = root;
  }

  /** An empty one. */
  public static TrailFolder in(Path root) {
    return new TrailFolder(root);
  }

  /** Where {@code AWSLogs} is. */
  public Path root() {
    return root;
  }

  /** Adds an object that was delivered on a day. */
  public TrailFolder object(LocalDate day, List<ObjectNode> records) throws IOException {
    ObjectNode object = new ObjectMapper().createObjectNode();
    object.putArray("Records").addAll(records);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(next(day)))) {
      out.write(object.toString().getBytes("UTF-8"));
    }
    return this;
  }

  /** Adds an object that is no gzip. */
  public TrailFolder damagedObject(LocalDate day) throws IOException {
    byte[] noise = new byte[2_000];
    Arrays.fill(noise, (byte) '?');
    Files.write(next(day), noise);
    return this;
  }

  private Path next(LocalDate day) throws IOException {
    Path folder = root.resolve(TRAIL + FOLDERS.format(day));
    Files.createDirectories(folder);
    return folder.resolve(
        String.format(
            "111122223333_CloudTrail_eu-west-1_%sT%04dZ_abcdef.json.gz",
            NAME.format(day), objects++));
  }
}
