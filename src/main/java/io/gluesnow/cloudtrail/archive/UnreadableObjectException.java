package io.gluesnow.cloudtrail.archive;

import java.io.IOException;

/** One object is gone or may not be read; asking again changes nothing, others may be readable. */
public final class UnreadableObjectException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason as the rest of a sentence about the object, such as "it is gone"
   */
  public UnreadableObjectException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
