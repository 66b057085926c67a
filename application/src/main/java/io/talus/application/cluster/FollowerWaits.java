package io.talus.application.cluster;

import io.talus.application.command.Reply;
import io.talus.application.forward.Leaders;
import io.talus.application.port.EventLoop;
import io.talus.application.session.Session;
import io.talus.application.session.Waiting;
import io.talus.application.session.WriteHolders;
import io.talus.application.session.WrittenSlots.Written;
import java.util.function.BiConsumer;

/**
 * WAIT and WAITAOF in a cluster: the number is the smallest over all slots to which the client has
 * written. One wait at a time for each client. Belongs to the shard's thread.
 */
final class FollowerWaits implements WriteHolders {
  private final Leaders leaders;
  private final Holders holders;
  private final EventLoop loop;
  private final BiConsumer<Session, Reply> answer;

  /**
   * Nobody waits yet.
   *
   * @param answer ends a command that was postponed
   */
  FollowerWaits(
      Leaders leaders, Holders holders, EventLoop loop, BiConsumer<Session, Reply> answer) {
    this.leaders = leaders;
    this.holders = holders;
    this.loop = loop;
    this.answer = answer;
  }

  @Override
  public Reply now(Session session, Wish wish) {
    if (session.isOfOtherNode() || wish.synced()) {
      return wish.reply(false, 0); // of what it has written elsewhere nothing is known here
    }
    if (session.written().all().isEmpty()) {
      return wish.reply(false, holders.followersOf(session.table()));
    }
    int least = Integer.MAX_VALUE;
    for (Written written : session.written().all()) {
      int here = holders.followersHere(written.slot(), written.epoch());
      least = Math.min(least, Math.max(here, written.followers()));
    }
    return wish.reply(false, session.written().isUnknown() ? 0 : least);
  }

  /** Called within the command, so it begins when that is over. */
  @Override
  public void await(Session session, Wish wish) {
    Waiting waiting = session.waiting();
    if (waiting != null) {
      FollowerWait wait = new FollowerWait(session, wish, waiting, leaders, holders, loop, answer);
      loop.post(wait::begin);
    }
  }
}
