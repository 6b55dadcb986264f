package io.gluesnow.standin.snowflake;

/**
 * Which of the published forms this account prints: the switches of Snowflake's behaviour-change
 * bundles.
 *
 * <ul>
 *   <li>The default length of VARCHAR: 16,777,216, or 134,217,728
 *       (https://docs.snowflake.com/en/release-notes/bcr-bundles/un-bundled/bcr-2118).
 *   <li>Whether a compiled cast to a default-length type states that length: {@code CAST(GET(VALUE,
 *       'c1') AS VARCHAR(16777216))}, or {@code … AS VARCHAR} since bundle 2024_08
 *       (https://docs.snowflake.com/en/release-notes/bcr-bundles/2024_08/bcr-1779).
 *   <li>Whether a path of several keys is printed as nested GET calls or as one GET_PATH.
 * </ul>
 */
public final class Dialect {
  private final int defaultVarchar;
  private final boolean castShowsLength;
  private final boolean nestedGet;

  private Dialect(int defaultVarchar, boolean castShowsLength, boolean nestedGet) {
    this.defaultVarchar = defaultVarchar;
    this.castShowsLength = castShowsLength;
    this.nestedGet = nestedGet;
  }

  /** The form before bundle 2024_08: every cast states its length. */
  public static Dialect older() {
    return new Dialect(16_777_216, true, true);
  }

  /** The form since bundle 2024_08: a cast to the default length is printed without it. */
  public static Dialect newer() {
    return new Dialect(16_777_216, false, true);
  }

  /** The same form, where VARCHAR without a length is 134,217,728 characters. */
  public Dialect withLongVarchar() {
    return new Dialect(SqlType.LONGEST_VARCHAR, castShowsLength, nestedGet);
  }

  /** The same form, where {@code value:"a"."b"} is printed as {@code GET_PATH(VALUE, 'a.b')}. */
  public Dialect withGetPath() {
    return new Dialect(defaultVarchar, castShowsLength, false);
  }

  int defaultVarchar() {
    return defaultVarchar;
  }

  boolean castShowsLength() {
    return castShowsLength;
  }

  boolean nestedGet() {
    return nestedGet;
  }

  @Override
  public String toString() {
    return "Dialect{VARCHAR("
        + defaultVarchar
        + "), castShowsLength="
        + castShowsLength
        + ", nestedGet="
        + nestedGet
        + "}";
  }
}
