package io.gluesnow.snowflake.api;

/** Bodies as Snowflake's documentation shows them, as short as they can be. */
final class Bodies {
  static final String HANDLE = "01b2c3d4-0000-0000-0000-000000000001";

  private Bodies() {}

  static String done() {
    return "{\"code\":\"090001\",\"sqlState\":\"00000\",\"message\":\"Statement executed"
        + " successfully.\",\"statementHandle\":\""
        + HANDLE
        + "\",\"createdOn\":1740830400000,\"resultSetMetaData\":{\"numRows\":1,\"format\":"
        + "\"jsonv2\",\"partitionInfo\":[{\"rowCount\":1,\"uncompressedSize\":20}],\"rowType\":"
        + "[{\"name\":\"status\",\"type\":\"text\",\"nullable\":true}]},"
        + "\"data\":[[\"Table T successfully created.\"]]}";
  }

  static String running() {
    return "{\"code\":\"333334\",\"message\":\"Asynchronous execution in progress.\","
        + "\"statementHandle\":\""
        + HANDLE
        + "\",\"statementStatusUrl\":\"/api/v2/statements/"
        + HANDLE
        + "\"}";
  }

  static String failed(String code, String sqlState, String message) {
    return "{\"code\":\""
        + code
        + "\",\"sqlState\":\""
        + sqlState
        + "\",\"message\":\""
        + message
        + "\",\"statementHandle\":\""
        + HANDLE
        + "\"}";
  }

  static String refused(String code, String message) {
    return "{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}";
  }
}
