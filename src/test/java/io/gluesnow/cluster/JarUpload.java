package io.gluesnow.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.gluesnow.cli.FlinkRest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Hands a cluster a jar, as Flink's UI does. */
final class JarUpload {
  private static final String BOUNDARY = "----gluesnow";

  private JarUpload() {}

  static JsonNode of(Path jar, FlinkRest rest) {
    try {
      ByteArrayOutputStream body = new ByteArrayOutputStream((int) Files.size(jar) + 500);
      String head =
          "--"
              + BOUNDARY
              + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
              + jar.getFileName()
              + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
      body.write(head.getBytes(StandardCharsets.UTF_8));
      Files.copy(jar, body);
      body.write(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
      return rest.send(
          rest.request("/jars/upload")
              .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
              .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
