package io.talus.application.port;

import java.io.Serial;

/** What is known of tables cannot be read or kept; the message names the file. */
public final class MetadataException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public MetadataException(String message, Throwable cause) {
    super(message, cause);
  }

  public MetadataException(String message) {
    super(message);
  }
}
