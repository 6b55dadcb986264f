package io.gluesnow.plan;

import io.gluesnow.catalog.TableDefinition;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the settings of text SerDes, which hold characters in many spellings. */
final class CsvText {
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{3})|([tnrbf0\\\\'\"]))");

  /** Java's names of encodings, simplified, and Snowflake's. */
  private static final Map<String, String> ENCODINGS =
      Map.ofEntries(
          Map.entry("iso88591", "ISO88591"),
          Map.entry("latin1", "ISO88591"),
          Map.entry("iso88592", "ISO88592"),
          Map.entry("iso88595", "ISO88595"),
          Map.entry("iso88596", "ISO88596"),
          Map.entry("iso88597", "ISO88597"),
          Map.entry("iso88598", "ISO88598"),
          Map.entry("iso88599", "ISO88599"),
          Map.entry("iso885915", "ISO885915"),
          Map.entry("big5", "BIG5"),
          Map.entry("eucjp", "EUCJP"),
          Map.entry("euckr", "EUCKR"),
          Map.entry("gb18030", "GB18030"),
          Map.entry("shiftjis", "SHIFTJIS"),
          Map.entry("sjis", "SHIFTJIS"),
          Map.entry("windows1250", "WINDOWS1250"),
          Map.entry("windows1251", "WINDOWS1251"),
          Map.entry("windows1252", "WINDOWS1252"),
          Map.entry("cp1252", "WINDOWS1252"));

  private CsvText() {}

  /** What a spelling such as {@code \t}, {@code \001} or {@code \u0001} means. */
  static String unescaped(String text) {
    Matcher m = ESCAPE.matcher(text);
    StringBuilder out = new StringBuilder();
    while (m.find()) {
      char meant;
      if (m.group(1) != null || m.group(2) != null) {
        meant = (char) Integer.parseInt(m.group(1) != null ? m.group(1) : m.group(2), 16);
      } else if (m.group(3) != null) {
        meant = (char) Integer.parseInt(m.group(3), 8);
      } else {
        meant = "\t\n\r\b\f\0\\'\"".charAt("tnrbf0\\'\"".indexOf(m.group(4)));
      }
      m.appendReplacement(out, Matcher.quoteReplacement(String.valueOf(meant)));
    }
    return m.appendTail(out).toString();
  }

  /**
   * LazySimpleSerDe's rule for a one-character setting: a number is a character's code ({@code 9}
   * is a tab, {@code 1} is Ctrl-A), all else the character itself.
   */
  static String character(String setting, String text) {
    if (text.matches("\\d{1,3}")) {
      int code = Integer.parseInt(text);
      if (code > 127) {
        throw refused(setting, text, "is not a character's code, which is at most 127");
      }
      return String.valueOf((char) code);
    }
    return one(setting, unescaped(text));
  }

  /** OpenCSVSerde's rule: the character itself, also where it is a digit. */
  static String first(String setting, String text) {
    return one(setting, unescaped(text));
  }

  private static String one(String setting, String text) {
    if (text.length() != 1) {
      throw refused(
          setting,
          text,
          "is not one character: the SerDe would take only the first, which is hardly meant");
    }
    return text;
  }

  /** A count from the table's parameters, or else the SerDe's; 0 where there is none. */
  static long count(TableDefinition table, String key) {
    String text =
        Optional.ofNullable(table.parameters().get(key))
            .orElse(table.format().serdeParameters().getOrDefault(key, "0"))
            .strip();
    if (!text.matches("\\d{1,9}")) {
      throw refused(key, text, "is not a number of lines");
    }
    return Long.parseLong(text);
  }

  /** Snowflake's name of an encoding; empty for UTF-8, its default. */
  static Optional<String> encoding(String name) {
    String simple = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    if (simple.equals("utf8") || simple.equals("usascii") || simple.equals("ascii")) {
      return Optional.empty();
    }
    String known = ENCODINGS.get(simple);
    if (known == null) {
      throw refused("serialization.encoding", name, "is none that Snowflake reads");
    }
    return Optional.of(known);
  }

  /** For people: a character that cannot be seen by its code. */
  static String shown(String text) {
    StringBuilder out = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              if (c < ' ' || c == 127) {
                out.append(String.format("\\u%04x", c));
              } else {
                out.append((char) c);
              }
            });
    return out.toString();
  }

  private static Refused refused(String setting, String text, String why) {
    return new Refused(Refusal.Reason.FORMAT, setting + " = " + shown(text) + " " + why);
  }
}
