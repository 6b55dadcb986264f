package io.gluesnow.snowflake;

import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.StageLocation;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names as SQL text. Every identifier is in double quotes, so that its case is kept, no word is
 * reserved and no character ends it.
 *
 * <p>Rules: https://docs.snowflake.com/en/sql-reference/identifiers-syntax.
 */
public final class SqlIdentifier {
  private static final int LONGEST = 255;

  /**
   * Neither literal nor escape exists for a stage path; a double dash or slash may be a comment.
   */
  private static final Pattern SAFE_PATH = Pattern.compile("[A-Za-z0-9_.=/-]*");

  private SqlIdentifier() {}

  /**
   * One identifier in double quotes, inner ones doubled.
   *
   * @param name as Snowflake stores it
   * @throws IllegalArgumentException if Snowflake can have no such name: empty, longer than 255
   *     characters, or not well-formed Unicode
   */
  public static String quoted(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a name in Snowflake cannot be empty");
    }
    if (name.codePointCount(0, name.length()) > LONGEST) {
      throw new IllegalArgumentException("a name in Snowflake has at most 255 characters: " + name);
    }
    if (name.codePoints().anyMatch(c -> c == 0 || c >= 0xD800 && c <= 0xDFFF)) {
      throw new IllegalArgumentException("the name holds half a character: " + name);
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Database, schema and name, so that nothing depends on the session. */
  public static String qualified(ObjectName name) {
    return schema(name) + "." + quoted(name.name());
  }

  /** The database and schema of a name. */
  public static String schema(ObjectName name) {
    return quoted(name.database()) + "." + quoted(name.schema());
  }

  /** {@code ("A", "B")}. */
  public static String list(Collection<String> names) {
    return names.stream().map(SqlIdentifier::quoted).collect(Collectors.joining(", ", "(", ")"));
  }

  /**
   * {@code @"DB"."SCHEMA"."STAGE"/path/}.
   *
   * @throws IllegalArgumentException if the path is off the whitelist of {@link #isSafePath}
   */
  public static String location(StageLocation location) {
    if (!isSafePath(location.path())) {
      throw new IllegalArgumentException(
          "a stage path can only hold letters, digits and _ - . = / (no double dash or slash),"
              + " since it cannot be quoted; put a stage at or below "
              + location.path());
    }
    return "@" + qualified(location.stage()) + "/" + location.path();
  }

  /** Whether a path below a stage can stand in a statement, where nothing can be escaped. */
  public static boolean isSafePath(String path) {
    return SAFE_PATH.matcher(path).matches() && !path.contains("--") && !path.contains("//");
  }
}
