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
  private final boolean isOfShare;

  public CommandError(String text) {
    this(text, false);
  }

  private CommandError(String text, boolean isOfShare) {
    super(text, null, false, false);
    this.reply = new Reply.Error(text);
    this.isOfShare = isOfShare;
  }

  /** The command needs more memory than it may have as long as it does all at once. */
  public static CommandError ofShare(String text) {
    return new CommandError(text, true);
  }

  /** Whether the command might be done otherwise, with less memory. */
  public boolean isOfShare() {
    return isOfShare;
  }

  public Reply.Error reply() {
    return reply;
  }
}
