package io.gluesnow.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads Snowflake names as people write them: bare parts are folded, quoted ones are kept. */
final class Identifiers {
  /** No part of a name in Snowflake may be longer. */
  static final int MAX_LENGTH = 255;

  private Identifiers() {}

  /** As Snowflake stores a name that is written without quotes. */
  static String folded(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  /**
   * Reads {@code database.schema.name}.
   *
   * @throws IllegalArgumentException unless it has three parts
   */
  static ObjectName parse(String text) {
    List<String> parts = parts(text.strip());
    if (parts.size() != 3) {
      throw new IllegalArgumentException(
          "write a name with its database and schema, like \"my_db.public.my_stage\", instead of "
              + text);
    }
    return ObjectName.of(parts.get(0), parts.get(1), parts.get(2));
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int at = 0;
    while (at <= text.length()) {
      int end = at;
      if (at < text.length() && text.charAt(at) == '"') {
        end = at + 1;
        while (end < text.length() && (text.charAt(end) != '"' || doubled(text, end))) {
          end += text.charAt(end) == '"' ? 2 : 1;
        }
        if (end >= text.length()) {
          throw new IllegalArgumentException("a quotation mark is not closed in " + text);
        }
        parts.add(text.substring(at + 1, end).replace("\"\"", "\""));
        end++;
        if (end < text.length() && text.charAt(end) != '.') {
          throw new IllegalArgumentException("a dot must follow a quoted name in " + text);
        }
      } else {
        end = text.indexOf('.', at) < 0 ? text.length() : text.indexOf('.', at);
        parts.add(folded(text.substring(at, end).strip()));
      }
      if (parts.get(parts.size() - 1).isEmpty()) {
        throw new IllegalArgumentException("a part of the name is empty in " + text);
      }
      at = end + 1;
    }
    return parts;
  }

  private static boolean doubled(String text, int at) {
    return at + 1 < text.length() && text.charAt(at + 1) == '"';
  }

  /** Why a text cannot name anything in Snowflake, or null where it can. */
  static String fault(String name) {
    if (name.isEmpty()) {
      return "is empty";
    }
    if (name.length() > MAX_LENGTH) {
      return "is longer than the " + MAX_LENGTH + " characters that Snowflake allows";
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      return "has control characters";
    }
    return null;
  }
}
