package io.talus.application.walking;

import io.talus.application.command.Reply;
import io.talus.application.gate.Tick;
import io.talus.application.port.EventLoop;
import io.talus.application.walk.Pull;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the replies of walks in pieces, as clients take them. Belongs to the shard's thread. */
final class WalkReplies {
  /** A client that takes nothing of its reply for so long keeps others from walking. */
  private static final long PATIENCE_MILLIS = 60_000;

  private static final Logger LOG = LoggerFactory.getLogger(WalkReplies.class);

  private final Tick tick;
  private final EventLoop loop;
  private final BiConsumer<WalkUnderWay, Runnable> guarded;
  private final Consumer<WalkUnderWay> cancel;

  /**
   * @param guarded runs what a walk goes on with
   * @param cancel ends a walk whose client has been closed
   */
  WalkReplies(
      Tick tick,
      EventLoop loop,
      BiConsumer<WalkUnderWay, Runnable> guarded,
      Consumer<WalkUnderWay> cancel) {
    this.tick = tick;
    this.loop = loop;
    this.guarded = guarded;
    this.cancel = cancel;
  }

  void send(WalkUnderWay walk, Reply piece) {
    if (!walk.isAnswering) {
      walk.isAnswering = true;
      walk.isSilent = !tick.opens(walk.session);
    }
    if (!walk.isSilent) {
      tick.sendPiece(walk.session, piece);
      tick.endSoon();
    }
  }

  /** Goes on when the client has taken most of what was sent, unless it goes away before. */
  void whenTaken(WalkUnderWay walk, Runnable then) {
    if (walk.isSilent) {
      then.run();
      return;
    }
    walk.patience = loop.schedule(PATIENCE_MILLIS, () -> impatient(walk));
    walk.session
        .channel()
        .whenTaken(
            () -> {
              forget(walk);
              goOn(walk, then);
            });
  }

  private void goOn(WalkUnderWay walk, Runnable then) {
    if (!walk.isOver) {
      guarded.accept(walk, then);
    }
  }

  private void impatient(WalkUnderWay walk) {
    if (!walk.isOver) {
      LOG.warn("closing {}: it does not take its reply", walk.session.channel().remoteAddress());
      walk.session.channel().abort();
      cancel.accept(walk);
    }
  }

  /** Sends what is in memory already. */
  void sendAll(WalkUnderWay walk, Pull<Reply> pieces, Runnable then) {
    Reply next = pieces.next();
    if (next == null) {
      then.run();
    } else {
      send(walk, next);
      whenTaken(walk, () -> loop.post(() -> goOn(walk, () -> sendAll(walk, pieces, then))));
    }
  }

  /** Nothing more is sent. */
  void forget(WalkUnderWay walk) {
    EventLoop.Timer timer = walk.patience;
    if (timer != null) {
      timer.cancel();
      walk.patience = null;
    }
  }
}
