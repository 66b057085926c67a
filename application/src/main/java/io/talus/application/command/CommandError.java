package io.talus.application.command;

import java.io.Serial;

/**
 * Ends a command with an error reply and without any effect. Thrown where the value of an
 * expression cannot be had (a number that is none, a key of another type), so that commands read
 * straight; it has no stack trace and costs little. See docs/DESIGN-DECISIONS.md.
 */
public final class CommandError extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Reply.Error reply;

  public CommandError(String text) {
    super(text, null, false, false);
    this.reply = new Reply.Error(text);
  }

  public Reply.Error reply() {
    return reply;
  }
}
