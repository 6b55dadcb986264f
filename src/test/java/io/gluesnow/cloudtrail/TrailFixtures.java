package io.gluesnow.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** The files under {@code cloudtrail/}: invented records in shapes that have been seen. */
public final class TrailFixtures {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TrailFixtures() {}

  public static byte[] bytes(String name) {
    try (InputStream in =
        TrailFixtures.class.getResourceAsStream("/cloudtrail/" + name + ".json")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A record with one thing about it changed. */
  static byte[] changed(String name, Consumer<ObjectNode> change) {
    ObjectNode tree = tree(name);
    change.accept(tree);
    return bytes(tree);
  }

  static ObjectNode tree(String name) {
    try {
      return (ObjectNode) JSON.readTree(bytes(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(JsonNode tree) {
    return tree.toString().getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The names of all fixtures, such as {@code records/create-failed}. */
  public static List<String> names() {
    try {
      Path root = Paths.get(TrailFixtures.class.getResource("/cloudtrail").toURI());
      try (Stream<Path> files = Files.walk(root)) {
        return files
            .filter(f -> f.toString().endsWith(".json"))
            .map(f -> root.relativize(f).toString().replace('\\', '/').replace(".json", ""))
            .sorted()
            .collect(Collectors.toList());
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
