package io.talus.domain.replication.support;

/** What replicas need to know about support. Implementations belong to the same event loop. */
public interface Liveness {

  /** Whether this node is bound by its support for the other; true for itself. */
  boolean supports(int node, long nowMillis);

  /** In which support epoch we support the other node now; {@link SupportEpoch#NONE} if not. */
  SupportEpoch given(int node, long nowMillis);

  /** What the other has promised us last. */
  HeldSupport heldFrom(int node);

  /** Until then, a process of this node that died may have promised something. */
  long mayVoteFrom();
}
