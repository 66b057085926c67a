package io.talus.application.command.string;

import io.talus.application.command.Arguments;

/** The options of SET. Belongs to the command that reads its arguments. */
final class SetOptions {
  private static final int FIRST_OPTION = 3;

  private final ExpiryChoice expiry = new ExpiryChoice("KEEPTTL");
  private boolean onlyIfAbsent;
  private boolean onlyIfPresent;
  private boolean get;

  private SetOptions() {}

  static SetOptions parse(Arguments args) {
    SetOptions options = new SetOptions();
    for (int i = FIRST_OPTION; i < args.count(); i++) {
      i = options.take(args, i);
    }
    return options;
  }

  private int take(Arguments args, int index) {
    if (args.is(index, "NX") && !onlyIfPresent) {
      onlyIfAbsent = true;
    } else if (args.is(index, "XX") && !onlyIfAbsent) {
      onlyIfPresent = true;
    } else if (args.is(index, "GET")) {
      get = true;
    } else {
      return expiry.take(args, index);
    }
    return index;
  }

  ExpiryChoice expiry() {
    return expiry;
  }

  /** Whether the reply is what the key held before. */
  boolean get() {
    return get;
  }

  /** Whether what the key held before does not matter. */
  boolean isUnconditional() {
    return !get && !onlyIfAbsent && !onlyIfPresent && !expiry.hasKeyword();
  }

  boolean allow(boolean exists) {
    return exists ? !onlyIfAbsent : !onlyIfPresent;
  }
}
