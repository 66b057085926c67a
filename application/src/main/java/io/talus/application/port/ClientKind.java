package io.talus.application.port;

/** The classes of clients that have output limits of their own. */
public enum ClientKind {
  NORMAL,
  REPLICA,
  SUBSCRIBER
}
