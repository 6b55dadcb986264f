package io.gluesnow.plan;

import io.gluesnow.catalog.TableId;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our signature, the last line of an object's COMMENT: format version, instance name, Glue table
 * id, fingerprint of the structure. It says whose a table is, never what it is.
 */
public final class Mark {
  private static final Pattern LINE =
      Pattern.compile("gluesnow:1 instance=(\\S+) table=(\\S+) structure=([0-9a-f]{16})");

  private final String instance;
  private final TableId table;
  private final String structure;

  private Mark(String instance, TableId table, String structure) {
    this.instance = Objects.requireNonNull(instance, "instance");
    this.table = Objects.requireNonNull(table, "table");
    this.structure = Objects.requireNonNull(structure, "structure");
  }

  public static Mark of(String instance, TableId table, Target.ExternalTable target) {
    return new Mark(instance, table, target.structureFingerprint());
  }

  /**
   * The mark of an object of which something could not be compared: its fingerprint is no
   * structure's, so that it never settles anything.
   */
  public static Mark unverified(String instance, TableId table) {
    return new Mark(instance, table, "0000000000000000");
  }

  /** The mark in the last line of a comment; empty where there is none that we can read. */
  public static Optional<Mark> in(String comment) {
    String last = comment.substring(comment.lastIndexOf('\n') + 1);
    Matcher m = LINE.matcher(last);
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Mark(m.group(1), TableId.parse(unblanked(m.group(2))), m.group(3)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What is left of a comment without its mark. */
  public static String userPart(String comment) {
    if (in(comment).isEmpty()) {
      return comment;
    }
    int cut = comment.lastIndexOf('\n');
    return cut < 0 ? "" : comment.substring(0, cut);
  }

  /** The whole comment: the user's part, then this mark on a line of its own. */
  public String after(String userPart) {
    return userPart.isEmpty() ? toString() : userPart + "\n" + this;
  }

  /** Whether it is of this instance and this Glue table. */
  public boolean isOf(String someInstance, TableId someTable) {
    return instance.equals(someInstance) && table.equals(someTable);
  }

  public String instance() {
    return instance;
  }

  public TableId table() {
    return table;
  }

  public String structure() {
    return structure;
  }

  // A Glue name may hold blanks and control characters; the mark is one line of words.
  private static String blanked(String text) {
    StringBuilder out = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              if (c == '+' || c <= ' ' || Character.isWhitespace(c) || Character.isISOControl(c)) {
                out.append('+').append(String.format("%04x", c));
              } else {
                out.append((char) c);
              }
            });
    return out.toString();
  }

  private static String unblanked(String text) {
    Matcher m = Pattern.compile("\\+([0-9a-f]{4})").matcher(text);
    StringBuilder out = new StringBuilder();
    while (m.find()) {
      String c = String.valueOf((char) Integer.parseInt(m.group(1), 16));
      m.appendReplacement(out, Matcher.quoteReplacement(c));
    }
    return m.appendTail(out).toString();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Mark && toString().equals(o.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** The line itself. */
  @Override
  public String toString() {
    return "gluesnow:1 instance="
        + instance
        + " table="
        + blanked(table.toString())
        + " structure="
        + structure;
  }
}
