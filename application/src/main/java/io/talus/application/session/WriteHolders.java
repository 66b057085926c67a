package io.talus.application.session;

import io.talus.application.command.Reply;

/** Knows who holds what a client has written: for WAIT and WAITAOF. On the shard's thread. */
public interface WriteHolders {
  /**
   * What a client waits for.
   *
   * @param synced whether it is to be on disks, and not only in logs
   * @param leaders how many copies of leaders are to be synced: 0 or 1
   * @param followers how many followers are to have it
   * @param timeoutMillis for how long it waits; 0 for ever
   */
  record Wish(boolean synced, long leaders, long followers, long timeoutMillis) {
    /** Whether that is enough. */
    public boolean isMetBy(boolean byLeader, long byFollowers) {
      return byFollowers >= followers && (leaders == 0 || byLeader);
    }

    /** What the client is told. */
    public Reply reply(boolean byLeader, long byFollowers) {
      Reply count = Reply.integer(byFollowers);
      return synced ? Reply.array(Reply.integer(byLeader), count) : count;
    }
  }

  /** What is known at once: never too much, and nothing of slots that other nodes lead. */
  Reply now(Session session, Wish wish);

  /**
   * Finds out, and answers the session's command when the wish is met or the time is over. The
   * session waits ({@link Session#waiting}); if it does not any more, nothing is answered.
   */
  void await(Session session, Wish wish);
}
