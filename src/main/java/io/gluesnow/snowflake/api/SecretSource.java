package io.gluesnow.snowflake.api;

/** Where the text of the secret is read, anew each time. May block for seconds. */
@FunctionalInterface
public interface SecretSource {

  /**
   * @throws BadSecretException when it cannot be read, with the reason in plain words
   */
  String read();
}
