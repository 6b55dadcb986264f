package io.gluesnow.standin.snowflake;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How Snowflake prints identifiers: bare where an unquoted word would mean the same, else in double
 * quotes.
 */
final class Identifiers {
  /**
   * https://docs.snowflake.com/en/sql-reference/reserved-keywords: words that cannot stand
   * unquoted.
   */
  private static final Set<String> RESERVED =
      new HashSet<>(
          Arrays.asList(
              ("ACCOUNT ALL ALTER AND ANY AS BETWEEN BY CASE CAST CHECK COLUMN CONNECT CONNECTION CONSTRAINT CREATE"
                      + " CROSS CURRENT CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER DATABASE DELETE"
                      + " DISTINCT DROP ELSE EXISTS FALSE FOLLOWING FOR FROM FULL GRANT GROUP GSCLUSTER HAVING ILIKE IN"
                      + " INCREMENT INNER INSERT INTERSECT INTO IS ISSUE JOIN LATERAL LEFT LIKE LOCALTIME"
                      + " LOCALTIMESTAMP MINUS NATURAL NOT NULL OF ON OR ORDER ORGANIZATION QUALIFY REGEXP REVOKE RIGHT"
                      + " RLIKE ROW ROWS SAMPLE SCHEMA SELECT SET SOME START TABLE TABLESAMPLE THEN TO TRIGGER TRUE"
                      + " TRY_CAST UNION UNIQUE UPDATE USING VALUES VIEW WHEN WHENEVER WHERE WITH")
                  .split(" ")));

  private Identifiers() {}

  static boolean reserved(String word) {
    return RESERVED.contains(word.toUpperCase(Locale.ROOT));
  }

  /** As GET_DDL prints a name. */
  static String shown(String name) {
    boolean bare = name.matches("[A-Z_][A-Z0-9_$]*") && !reserved(name);
    return bare ? name : quoted(name);
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String shown(List<String> parts) {
    return parts.stream().map(Identifiers::shown).collect(Collectors.joining("."));
  }
}
