package io.gluesnow.cloudtrail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Bytes in the form in which a queue can carry them: gzip, then base64. Where even that is too
 * long, the form holds the beginning only, which still inflates by itself; length and SHA-256 are
 * always those of the whole, so that the original can be recognised where it is kept (in the
 * stream, by shard and sequence number).
 */
public final class DeadLetterBytes {
  /**
   * Characters of base64 that leave room for everything else in a message of less than 200,000
   * bytes; the queue takes 256,000.
   */
  public static final int LONGEST = 160_000;

  /** A gzip of nothing has 20 bytes. */
  private static final int SHORTEST_LIMIT = 64;

  private final String encoded;
  private final int kept;
  private final int length;
  private final String sha256;

  private DeadLetterBytes(String encoded, int kept, int length, String sha256) {
    this.encoded = Objects.requireNonNull(encoded, "encoded");
    this.kept = kept;
    this.length = length;
    this.sha256 = Objects.requireNonNull(sha256, "sha256");
  }

  public static DeadLetterBytes of(byte[] bytes) {
    return of(bytes, LONGEST);
  }

  /**
   * @param longest how many characters {@link #encoded()} may have, 64 at least
   */
  static DeadLetterBytes of(byte[] bytes, int longest) {
    if (longest < SHORTEST_LIMIT) {
      throw new IllegalArgumentException(longest + " characters are too few for any bytes");
    }
    int room = longest / 4 * 3;
    // Deflate never gets below a thousandth, so more than this is never kept.
    int kept = (int) Math.min(bytes.length, room * 1100L);
    byte[] zipped = gzip(bytes, kept);
    while (zipped.length > room) {
      kept = (int) (kept * ((double) room / zipped.length) * 0.99);
      zipped = gzip(bytes, kept);
    }
    return new DeadLetterBytes(
        Base64.getEncoder().encodeToString(zipped), kept, bytes.length, sha256(bytes));
  }

  /** Base64 of gzip. */
  public String encoded() {
    return encoded;
  }

  /** How many of the bytes, from the first, {@link #encoded()} holds. */
  public int kept() {
    return kept;
  }

  public boolean isCut() {
    return kept < length;
  }

  /** Of the whole, in bytes. */
  public int length() {
    return length;
  }

  /** Of the whole, in lower-case hexadecimal. */
  public String sha256() {
    return sha256;
  }

  /** The bytes of an encoded form; the inverse of {@link #encoded()} for the bytes it holds. */
  public static byte[] decode(String encoded) throws IOException {
    byte[] zipped;
    try {
      zipped = Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException e) {
      throw new IOException("the bytes are no base64", e);
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      return in.readAllBytes();
    }
  }

  private static byte[] gzip(byte[] bytes, int length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.toByteArray();
  }

  private static String sha256(byte[] bytes) {
    try {
      StringBuilder hex = new StringBuilder(64);
      for (byte b : MessageDigest.getInstance("SHA-256").digest(bytes)) {
        hex.append(Character.forDigit(b >> 4 & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
      }
      return hex.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object o) {
    if (!(o instanceof DeadLetterBytes)) {
      return false;
    }
    DeadLetterBytes other = (DeadLetterBytes) o;
    return encoded.equals(other.encoded) && length == other.length && sha256.equals(other.sha256);
  }

  @Override
  public int hashCode() {
    return Objects.hash(encoded, length, sha256);
  }

  @Override
  public String toString() {
    return length + " bytes with SHA-256 " + sha256 + (isCut() ? ", " + kept + " kept" : "");
  }
}
