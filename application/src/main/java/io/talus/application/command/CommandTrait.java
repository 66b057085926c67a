package io.talus.application.command;

/** What the rest of the program has to know of a command: nobody asks for its name. */
public enum CommandTrait {
  /** It runs at once between MULTI and EXEC, where others are queued. */
  RUNS_INSIDE_MULTI,
  /** It does what was queued: what holds for any of that holds for it. */
  RUNS_THE_QUEUE,
  /** Its argument is the table that the commands after it work on. */
  SELECTS_TABLE,
  /** It counts as a use of its keys, whatever the client says about its own commands. */
  ALWAYS_TOUCHES,
  /** Of keys in several slots each slot is served by itself: a cluster splits it. */
  SPLITS_OVER_SLOTS,
  /**
   * It answers for all slots of a table: a cluster asks all nodes and puts the answers together.
   */
  GATHERED,
  /** It changes what several slots hold as one unit: only a node that is alone can do that. */
  NEEDS_A_NODE_ALONE,
  /** Its third argument is a hash slot, whose keys it looks at on this node alone. */
  ON_HASH_SLOT,
  /** What the client watches is forgotten: nobody need keep it elsewhere either. */
  ENDS_WATCHES,
  /** Its keys are watched until the transaction ends. */
  BEGINS_WATCHES
}
