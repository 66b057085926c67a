package io.talus.application.command;

import java.util.Locale;

/** The flags that COMMAND INFO shows. */
public enum CommandFlag {
  WRITE,
  READONLY,
  DENYOOM,
  ADMIN,
  PUBSUB,
  NOSCRIPT,
  BLOCKING,
  LOADING,
  STALE,
  SKIP_MONITOR,
  SKIP_SLOWLOG,
  FAST,
  NO_AUTH,
  NO_MULTI,
  MOVABLEKEYS,
  ALLOW_BUSY,
  NO_MANDATORY_KEYS;

  public String redisName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
