package io.talus.simulation;

/** Which groups are simulated. */
enum GroupKind {
  /** Nodes elect their leaders. */
  QUORUM,

  /** The manager appoints them. */
  ASYNC,

  /** The same, and nothing fails. */
  CALM_ASYNC;

  boolean appoints() {
    return this != QUORUM;
  }

  boolean calm() {
    return this == CALM_ASYNC;
  }
}
