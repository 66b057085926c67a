package io.talus.application.log;

/** When the log is synced ({@code appendfsync}). */
public enum FsyncPolicy {
  /** Before the replies to writes leave. */
  ALWAYS,
  /** Once a second. */
  EVERYSEC,
  /** When the operating system likes, and before the store takes what is in the log. */
  NO;

  /** The policy with the name that it has in the configuration. */
  public static FsyncPolicy of(String name) {
    return switch (name) {
      case "always" -> ALWAYS;
      case "everysec" -> EVERYSEC;
      case "no" -> NO;
      default -> throw new IllegalArgumentException("appendfsync: " + name);
    };
  }
}
