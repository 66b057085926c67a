package io.talus.testkit.cluster;

/** What the state machines expect of the node that owns them. */
interface OwnerRules {
  OwnerRules SOUND = new OwnerRules() {};

  /** A reply that waits belongs to a position, and is given up when the leadership is lost. */
  default boolean repliesBelongToPositions() {
    return true;
  }

  /** Only a leader that is supported reads from memory. */
  default boolean readsNeedSupport() {
    return true;
  }

  /** Support is counted on a clock that nobody sets. */
  default boolean clockIsMonotonic() {
    return true;
  }

  /** A replica that has lost its disk comes back under a new member id. */
  default boolean wipedReplicasAreNew() {
    return true;
  }

  /** A replica that was removed is not made again by a message. */
  default boolean removedReplicasStayAway() {
    return true;
  }
}
