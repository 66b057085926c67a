package io.talus.domain.replication.replica;

import io.talus.domain.replication.message.Message;

/** What a replica is in its epoch, and what it does about it. */
sealed interface Role permits Follower, Candidate, Leader {

  /**
   * A message of this epoch; a granted pre-vote may be of the next. Vote requests do not come here.
   */
  void receive(Message message, long nowMillis);

  void tick(long nowMillis);

  void supportChanged(int node, long nowMillis);

  /** When to call {@link #tick} next; {@link Long#MAX_VALUE} if nothing is due. */
  long wakeAt();
}
