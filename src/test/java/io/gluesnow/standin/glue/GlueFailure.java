package io.gluesnow.standin.glue;

/** An error that Glue would answer with. */
final class GlueFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  private GlueFailure(String code, String message) {
    super(message);
    this.code = code;
  }

  static GlueFailure notFound(String what) {
    return new GlueFailure("EntityNotFoundException", what + " not found.");
  }

  static GlueFailure exists(String what) {
    return new GlueFailure("AlreadyExistsException", what + " already exists.");
  }

  static GlueFailure of(String code, String message) {
    return new GlueFailure(code, message);
  }

  String code() {
    return code;
  }
}
