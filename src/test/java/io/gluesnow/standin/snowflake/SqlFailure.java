package io.gluesnow.standin.snowflake;

import java.util.Objects;

/**
 * A statement that Snowflake refuses: its six-digit code, its SQL state and its message.
 *
 * <p>Codes and states are those of the error table in the Snowflake reference; where the
 * documentation names no SQL state for a code, the one that first-party clients use is taken.
 */
public final class SqlFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String COMPILATION = "SQL compilation error:\n";

  private final String code;
  private final String sqlState;

  private SqlFailure(String code, String sqlState, String message) {
    super(message, null, false, false);
    this.code = Objects.requireNonNull(code);
    this.sqlState = Objects.requireNonNull(sqlState);
  }

  /** Any failure, as it is. */
  public static SqlFailure of(String code, String sqlState, String message) {
    return new SqlFailure(code, sqlState, message);
  }

  static SqlFailure compilation(String code, String sqlState, String message) {
    return new SqlFailure(code, sqlState, COMPILATION + message);
  }

  /** Line counts from 1, position from 0, as Snowflake prints them. */
  static SqlFailure syntax(int line, int position, String unexpected) {
    return compilation(
        "001003",
        "42000",
        "syntax error line "
            + line
            + " at position "
            + position
            + " unexpected '"
            + unexpected
            + "'.");
  }

  /**
   * A statement that is well formed and still refused while it is compiled, under the code of
   * syntax errors.
   */
  static SqlFailure refused(String message) {
    return compilation("001003", "42000", message);
  }

  static SqlFailure emptyStatement() {
    return of("000900", "42601", "SQL compilation error:\nempty SQL statement.");
  }

  static SqlFailure invalidIdentifier(String name) {
    return compilation(
        "000904", "42000", "error line 0 at position -1\ninvalid identifier '" + name + "'");
  }

  static SqlFailure invalidValue(String value, String property) {
    return compilation(
        "001008", "22023", "invalid value [" + value + "] for parameter '" + property + "'");
  }

  static SqlFailure invalidProperty(String property, String where) {
    return compilation(
        "001422", "22023", "invalid property '" + property + "' for '" + where + "'");
  }

  static SqlFailure missingProperty(String property) {
    return compilation("002029", "42601", "Missing option(s): [" + property + "]");
  }

  /** Does not exist or not authorised: the two are told apart by nobody, as documented. */
  static SqlFailure absent(Kind kind, String name) {
    String state = kind == Kind.TABLE ? "42S02" : "02000";
    return compilation(
        "002003", state, kind.label() + " '" + name + "' does not exist or not authorized.");
  }

  static SqlFailure objectExists(String name) {
    return compilation("002002", "42710", "Object '" + name + "' already exists.");
  }

  /** A name that something of another type has, where OR REPLACE was asked for. */
  static SqlFailure existsAs(String name, String type) {
    return compilation("001998", "42710", "Object '" + name + "' already exists as " + type);
  }

  /** A name that something of another type has, where a table was meant. */
  static SqlFailure otherType(String found, String meant) {
    return compilation(
        "002203",
        "02000",
        "Object found is of type '" + found + "', not specified type '" + meant + "'.");
  }

  static SqlFailure denied(Kind kind, String name) {
    return of(
        "003001",
        "42501",
        "SQL access control error:\nInsufficient privileges to operate on "
            + kind.label().toLowerCase(java.util.Locale.ROOT)
            + " '"
            + name
            + "'.");
  }

  static SqlFailure unsupported(String feature) {
    return compilation("000002", "0A000", "Unsupported feature '" + feature + "'.");
  }

  static SqlFailure noDatabase() {
    return of(
        "090105",
        "22000",
        "Cannot perform operation. This session does not have a current database. Call 'USE DATABASE', or use a"
            + " qualified name.");
  }

  static SqlFailure noSchema() {
    return of(
        "090106",
        "22000",
        "Cannot perform operation. This session does not have a current schema. Call 'USE SCHEMA', or use a qualified"
            + " name.");
  }

  static SqlFailure statementCount(int actual, int desired) {
    return of(
        "000008",
        "0A000",
        "Actual statement count "
            + actual
            + " did not match the desired statement count "
            + desired
            + ".");
  }

  public String code() {
    return code;
  }

  public String sqlState() {
    return sqlState;
  }

  /** Whether this failure carries the given six-digit code. */
  public boolean is(String otherCode) {
    return code.equals(otherCode);
  }

  @Override
  public String toString() {
    return code + " (" + sqlState + "): " + getMessage();
  }
}
