package io.talus.application.command.dump;

/** A payload that is not what it should be. */
final class BadDump extends RuntimeException {
  private static final long serialVersionUID = 1;

  BadDump(String message) {
    super(message);
  }
}
