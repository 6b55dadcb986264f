package io.gluesnow.snowflake;

import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Protections;
import io.gluesnow.plan.Protections.RowAccessPolicy;
import io.gluesnow.plan.Protections.Tag;
import io.gluesnow.snowflake.PrintedToken.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads from a table's GET_DDL what guards it. Whatever it does not know to be harmless is a
 * hindrance to a replace, which would shed it.
 */
final class DdlReader {
  /** Clauses that guard nothing; their values may be anything. */
  private static final Set<String> HARMLESS =
      Set.of(
          "LOCATION",
          "REFRESH_ON_CREATE",
          "AUTO_REFRESH",
          "PATTERN",
          "FILE_FORMAT",
          "STAGE_FILE_FORMAT",
          "TABLE_FORMAT",
          "PARTITION_TYPE",
          "AWS_SNS_TOPIC",
          "INTEGRATION",
          "COMMENT");

  private final PrintedTokens in;
  private final List<RowAccessPolicy> policies = new ArrayList<>();
  private final List<Tag> tags = new ArrayList<>();
  private final List<String> hindrances = new ArrayList<>();

  private DdlReader(PrintedTokens in) {
    this.in = in;
  }

  /** Never throws: text that cannot be read is a hindrance. */
  static Protections read(String ddl) {
    try {
      DdlReader reader = new DdlReader(PrintedTokens.of(ddl));
      reader.statement();
      return Protections.of(reader.policies, reader.tags, reader.hindrances);
    } catch (Unreadable e) {
      return Protections.of(
          List.of(),
          List.of(),
          List.of("what guards the table cannot be read from its DDL: " + e.getMessage()));
    }
  }

  private void statement() {
    in.expect("CREATE");
    in.accept("OR", "REPLACE");
    in.expect("EXTERNAL");
    in.expect("TABLE");
    in.accept("IF", "NOT", "EXISTS");
    in.name();
    if (in.acceptSign("(")) {
      columns();
    }
    while (!in.atEnd() && !in.acceptSign(";")) {
      clause();
    }
    if (!in.atEnd()) {
      hinder("the table's DDL goes on after its first statement, at " + in.peek());
    }
  }

  /** The list of columns: a name first, then a type and what else is said of it. */
  private void columns() {
    do {
      String column = in.take().text();
      while (!in.peek().isSign(",") && !in.peek().isSign(")")) {
        if (in.peek().isWord("WITH") || in.peek().isWord("TAG") || in.peek().isWord("POLICY")) {
          hinder("the column " + column + " has a policy or tag of its own");
        }
        skipOne();
      }
    } while (in.acceptSign(","));
    in.expectSign(")");
  }

  private void clause() {
    if (in.accept("PARTITION", "BY")) {
      skipOne();
      return;
    }
    if (in.accept("COPY", "GRANTS")) {
      return;
    }
    in.accept("WITH");
    PrintedToken word = in.peek();
    if (in.accept("ROW", "ACCESS", "POLICY")) {
      policy();
    } else if (in.peek(1).isSign("(") && in.accept("TAG")) {
      tags();
    } else if (word.is(Type.WORD)
        && HARMLESS.contains(word.text().toUpperCase(Locale.ROOT))
        && in.peek(1).isSign("=")) {
      in.take();
      in.take();
      skipOne();
      while (in.acceptSign(".")) {
        skipOne();
      }
    } else {
      hinder("the table's DDL has a clause that a replace cannot restate: " + rest());
    }
  }

  private void hinder(String sentence) {
    if (!hindrances.contains(sentence)) {
      hindrances.add(sentence);
    }
  }

  private void policy() {
    List<String> name = in.name();
    in.expect("ON");
    List<String> columns = new ArrayList<>();
    in.expectSign("(");
    do {
      columns.addAll(in.name());
    } while (in.acceptSign(","));
    in.expectSign(")");
    if (isUnknown(name)) {
      hinder("a row access policy that our role may not see");
    } else {
      policies.add(RowAccessPolicy.of(full(name), columns));
    }
  }

  private void tags() {
    in.expectSign("(");
    do {
      List<String> name = in.name();
      in.expectSign("=");
      String value = in.take(Type.STRING);
      if (isUnknown(name) || value.startsWith("#UNKNOWN")) {
        hinder("a tag that our role may not see");
      } else {
        tags.add(Tag.of(full(name), value));
      }
    } while (in.acceptSign(","));
    in.expectSign(")");
  }

  private static boolean isUnknown(List<String> name) {
    return name.stream().anyMatch(part -> part.startsWith("#UNKNOWN"));
  }

  private static ObjectName full(List<String> name) {
    if (name.size() != 3) {
      throw new Unreadable("a name without its database and schema: " + name);
    }
    return ObjectName.of(name.get(0), name.get(1), name.get(2));
  }

  /** One token, or all that a parenthesis holds. */
  private void skipOne() {
    if (in.atEnd()) {
      throw new Unreadable("it ends too early");
    }
    int open = 0;
    do {
      PrintedToken token = in.take();
      open += token.isSign("(") ? 1 : token.isSign(")") ? -1 : 0;
    } while (open > 0 && !in.atEnd());
  }

  /** Everything up to the end of the statement, shortened. */
  private String rest() {
    StringBuilder words = new StringBuilder();
    while (!in.atEnd() && !in.peek().isSign(";")) {
      String text = in.take().text();
      if (words.length() < 100) {
        words.append(words.length() == 0 ? "" : " ").append(text);
      }
    }
    return words.toString();
  }
}
