package io.gluesnow.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The bytes of older versions, kept as hexadecimal text below {@code /stored}. */
public final class StoredBytes {
  private StoredBytes() {}

  /** The text of such a file; empty where there is none. */
  public static String resource(String path) throws IOException {
    try (InputStream in = StoredBytes.class.getResourceAsStream(path)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.US_ASCII).trim();
    }
  }

  public static String hexed(byte[] bytes) {
    StringBuilder hex = new StringBuilder();
    for (byte b : bytes) {
      hex.append(String.format("%02x", b));
    }
    return hex.toString();
  }

  public static byte[] unhexed(String hex) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    return bytes;
  }
}
