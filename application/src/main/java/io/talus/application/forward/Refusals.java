package io.talus.application.forward;

import io.talus.application.command.Reply;

/** What clients are told of commands that a cluster does not run. */
final class Refusals {
  static final String CROSS_SLOT = "CROSSSLOT Keys in request don't hash to the same slot";

  /** Until the deadline nobody was found who leads the slot. Nothing was done. */
  static final Reply.Error CLUSTER_DOWN = new Reply.Error("CLUSTERDOWN Hash slot not served");

  /** For writes; as {@code ReplicatedSlots} has it. */
  static final Reply.Error UNKNOWN =
      new Reply.Error(
          "UNKNOWN The connection to the slot's leader broke: nobody can tell whether the command"
              + " was executed");

  /** For reads. */
  static final Reply.Error BROKEN =
      new Reply.Error("CLUSTERDOWN The connection to the slot's leader broke");

  private Refusals() {}

  static Reply.Error tooLong(long bytesMax) {
    return new Reply.Error(
        "ERR the reply is longer than the "
            + bytesMax
            + " bytes of the heap that one may have; the command was executed");
  }
}
