package io.gluesnow.cloudtrail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterBytesTest {
  private static final int MIB = 1024 * 1024;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, 100_000})
  void smallBytesComeBackWhole(int length) throws Exception {
    byte[] bytes = noise(length);
    DeadLetterBytes letter = DeadLetterBytes.of(bytes);

    assertThat(letter.isCut()).isFalse();
    assertThat(DeadLetterBytes.decode(letter.encoded())).isEqualTo(bytes);
    assertThat(letter.length()).isEqualTo(length);
  }

  @Test
  void aLargeRecordThatCompressesWellComesBackWhole() throws Exception {
    byte[] bytes = "{\"eventSource\": \"glue.amazonaws.com\"}".repeat(MIB / 37).getBytes(UTF_8);
    DeadLetterBytes letter = DeadLetterBytes.of(bytes);

    assertThat(letter.isCut()).isFalse();
    assertThat(DeadLetterBytes.decode(letter.encoded())).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {MIB, 10 * MIB})
  void whatDoesNotCompressIsCutAndItsBeginningKeptToTheLimit(int length) throws Exception {
    byte[] bytes = noise(length);
    DeadLetterBytes letter = DeadLetterBytes.of(bytes);

    assertThat(letter.isCut()).isTrue();
    assertThat(letter.encoded()).hasSizeBetween(150_000, DeadLetterBytes.LONGEST);
    assertThat(DeadLetterBytes.decode(letter.encoded()))
        .isEqualTo(Arrays.copyOf(bytes, letter.kept()));
    assertThat(letter.length()).isEqualTo(length);
    assertThat(letter.sha256()).isEqualTo(sha256(bytes));
  }

  @Test
  void aBeginningThatCompressesAndAnEndThatDoesNotFitTheLimitToo() throws Exception {
    byte[] bytes = new byte[10 * MIB];
    System.arraycopy(noise(5 * MIB), 0, bytes, 5 * MIB, 5 * MIB);
    DeadLetterBytes letter = DeadLetterBytes.of(bytes);

    assertThat(letter.encoded().length()).isLessThanOrEqualTo(DeadLetterBytes.LONGEST);
    assertThat(letter.kept()).isPositive();
    assertThat(DeadLetterBytes.decode(letter.encoded()))
        .isEqualTo(Arrays.copyOf(bytes, letter.kept()));
  }

  @Test
  void theSmallestLimitStillHoldsSomething() {
    assertThat(DeadLetterBytes.of(noise(1000), 64).encoded().length()).isLessThanOrEqualTo(64);
    assertThatThrownBy(() -> DeadLetterBytes.of(new byte[1], 63))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void damagedLettersAreRefusedInWords() {
    assertThatThrownBy(() -> DeadLetterBytes.decode("no base64!")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> DeadLetterBytes.decode("AAAA")).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, MIB, 10 * MIB})
  void aLetterIsSmallEnoughForTheQueueWhateverTheBytes(int length) throws Exception {
    byte[] bytes = noise(length);
    String letter =
        UnreadableLetter.of(
            Unreadable.of("\u0001 \uffff ä".repeat(100_000), bytes),
            "shardId-000000000003",
            "4959");

    assertThat(letter.getBytes(UTF_8).length).isLessThan(UnreadableLetter.LARGEST);
    assertThat(letter.chars().allMatch(c -> c >= 0x20 && c < 0x7f)).isTrue();
    JsonNode json = new ObjectMapper().readTree(letter);
    assertThat(json.path("outcome").asText()).isEqualTo("dead-lettered");
    assertThat(json.path("shard").asText()).isEqualTo("shardId-000000000003");
    assertThat(json.path("sequenceNumber").asText()).isEqualTo("4959");
    assertThat(json.path("key").asText()).isEqualTo("shardId-000000000003/4959/" + sha256(bytes));
    assertThat(json.path("length").asInt()).isEqualTo(length);
    assertThat(json.path("sha256").asText()).isEqualTo(sha256(bytes));
    assertThat(json.path("cut").asBoolean()).isEqualTo(length > 100);
    assertThat(DeadLetterBytes.decode(json.path("bytes").asText()))
        .isEqualTo(Arrays.copyOf(bytes, json.path("kept").asInt()));
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static String sha256(byte[] bytes) throws Exception {
    StringBuilder hex = new StringBuilder();
    for (byte b : MessageDigest.getInstance("SHA-256").digest(bytes)) {
      hex.append(String.format("%02x", b));
    }
    return hex.toString();
  }
}
