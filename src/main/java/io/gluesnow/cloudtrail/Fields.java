package io.gluesnow.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Reads single fields leniently: CloudTrail's values come as text, numbers, null or not at all. */
final class Fields {
  /** Far above Glue's 255: only here so that damage cannot become a huge key. */
  private static final int LONGEST_NAME = 1024;

  private Fields() {}

  /** A text or number as text; empty where it is missing, null, empty, or a container. */
  static Optional<String> text(JsonNode node, String field) {
    return text(node.path(field));
  }

  static Optional<String> text(JsonNode value) {
    return (value.isTextual() || value.isNumber()) && !value.asText().isEmpty()
        ? Optional.of(value.asText())
        : Optional.empty();
  }

  /**
   * A name of a catalog, database, table or region as Glue can hold it.
   *
   * @throws Illegible where no such name can exist: too long, or with characters outside the
   *     pattern of Glue's API (control characters, half surrogate pairs)
   */
  static String name(String what, String name) throws Illegible {
    if (name.length() > LONGEST_NAME) {
      throw new Illegible("the " + what + " name has " + name.length() + " characters");
    }
    boolean possible =
        name.codePoints()
            .allMatch(
                c ->
                    c == '\t'
                        || c >= 0x20 && c < 0xD800
                        || c >= 0xE000 && c <= 0xFFFD
                        || c >= 0x10000);
    if (!possible) {
      throw new Illegible("the " + what + " name holds a character that Glue allows in no name");
    }
    return name;
  }

  /**
   * A {@code catalogId} in the one form in which it is part of ids: an account, or {@code
   * account:path} for a nested catalog. A path alone means a catalog of the account.
   */
  static String catalog(String catalogId, Optional<String> account) {
    boolean isWhole = catalogId.indexOf(':') >= 0 || catalogId.chars().allMatch(Character::isDigit);
    return isWhole || account.isEmpty() ? catalogId : account.get() + ":" + catalogId;
  }

  /** An ISO-8601 moment with an offset, cut to whole seconds as CloudTrail writes them. */
  static Instant time(JsonNode node, String field) throws Illegible {
    String text = text(node, field).orElseThrow(() -> new Illegible("the record has no " + field));
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      if (time.getYear() >= 1970 && time.getYear() <= 9999) {
        return time.toInstant().truncatedTo(ChronoUnit.SECONDS);
      }
    } catch (DateTimeException e) {
      // said below, in words that help
    }
    throw new Illegible(
        "the record's " + field + " is no time such as 2026-11-03T09:14:07Z: " + cut(text, 100));
  }

  static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length) + "…";
  }
}
