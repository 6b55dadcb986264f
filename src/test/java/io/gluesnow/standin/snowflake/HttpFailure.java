package io.gluesnow.standin.snowflake;

/** A request that is refused before it becomes a statement. */
final class HttpFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  HttpFailure(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** A body or parameter that does not fit the API: 400 and 390142. */
  static HttpFailure payload(String message) {
    return new HttpFailure(400, "390142", message);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
