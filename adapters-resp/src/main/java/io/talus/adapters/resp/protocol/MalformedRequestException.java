package io.talus.adapters.resp.protocol;

/** What a client sent is no RESP. */
public final class MalformedRequestException extends RuntimeException {
  private final String error;

  /**
   * @param error Redis's message, without the error code
   */
  MalformedRequestException(String error) {
    // No stack trace: it would name the decoder, and a hostile client could ask for many.
    super(error, null, false, false);
    this.error = error;
  }

  public String error() {
    return error;
  }
}
