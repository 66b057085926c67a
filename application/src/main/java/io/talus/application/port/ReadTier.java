package io.talus.application.port;

/** How far a read may go. */
public enum ReadTier {
  /** Only what is in memory; for event loops. */
  MEMORY,
  /** To the disk; for reader threads. */
  DISK
}
