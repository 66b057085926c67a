package io.talus.application.replication;

/** A replica that may lead. On the shard's thread; asked for every command. */
@FunctionalInterface
public interface ServingReplica {
  /** Whether commands that read may run here at this moment: it leads, and is supported. */
  boolean servesReads();

  /**
   * Whether the others can say instead that it leads. Where leaders are appointed they cannot: then
   * only the node's lease counts.
   */
  default boolean mayAsk() {
    return true;
  }
}
