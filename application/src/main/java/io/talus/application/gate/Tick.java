package io.talus.application.gate;

import io.talus.application.command.Reply;
import io.talus.application.port.BinlogException;
import io.talus.application.port.EventLoop;
import io.talus.application.port.Ticket;
import io.talus.application.session.Session;
import io.talus.application.session.Session.Replies;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a tick: what was done is logged, and replies leave whose tickets are settled. Belongs
 * to the shard's thread.
 */
public final class Tick {
  private static final Logger LOG = LoggerFactory.getLogger(Tick.class);

  private final TickLog log;
  private final EventLoop loop;
  private final Consumer<RuntimeException> fatal;
  private final List<Session> touched = new ArrayList<>();
  private Runnable upkeep = () -> {};
  private Runnable onFailedAppend = () -> {};
  private boolean endPosted;

  /**
   * Begins with nothing to send.
   *
   * @param fatal ends the process: what may leave is not known any more
   */
  public Tick(TickLog log, EventLoop loop, Consumer<RuntimeException> fatal) {
    this.log = log;
    this.loop = loop;
    this.fatal = fatal;
  }

  /** Queues the reply; it leaves at the end of the tick, or when its ticket is settled. */
  public void send(Session session, Reply reply, Ticket ticket) {
    if (session.replies() != Replies.ON) {
      skip(session);
    } else {
      queue(session, reply, ticket);
    }
    if (session.isClosing()) {
      session.channel().close();
    }
  }

  /** Whether a reply is wanted that comes in pieces, and begins now. */
  public boolean opens(Session session) {
    if (session.replies() == Replies.ON) {
      return true;
    }
    skip(session);
    return false;
  }

  /** Queues a piece of a reply that waits for nothing. */
  public void sendPiece(Session session, Reply piece) {
    queue(session, piece, Ticket.NONE);
  }

  private void queue(Session session, Reply reply, Ticket ticket) {
    session.channel().send(reply, ticket);
    if (session.touch()) {
      touched.add(session);
    }
  }

  private static void skip(Session session) {
    switch (session.replies()) {
      case SKIP_NEXT -> session.replies(Replies.SKIP_THIS);
      case SKIP_THIS -> session.replies(Replies.ON);
      case ON, OFF -> {
        // OFF stays until the client asks for replies again.
      }
    }
  }

  public void appendIfFull() {
    if (log.isFull()) {
      append();
    }
  }

  /**
   * Ends the tick also if no socket has delivered anything: after timers and reads from the disk.
   */
  public void endSoon() {
    if (!endPosted) {
      endPosted = true;
      loop.post(this::end);
    }
  }

  /** Runs the task at the end of every tick, when replies have left. */
  public void upkeep(Runnable task) {
    upkeep = task;
  }

  /** Runs the task when what was done could not be appended. */
  public void onFailedAppend(Runnable task) {
    onFailedAppend = task;
  }

  public void end() {
    endPosted = false;
    append();
    release();
    try {
      upkeep.run();
    } catch (RuntimeException failed) {
      // Nothing that was promised depends on it, and it is tried again after the next tick.
      LOG.error("what is to be seen to after a tick has failed", failed);
    }
  }

  private void release() {
    try {
      for (int i = 0; i < touched.size(); i++) {
        Session session = touched.get(i);
        session.tickEnded();
        session.release();
      }
      touched.clear();
    } catch (RuntimeException unforeseen) {
      fatal.accept(unforeseen);
      throw unforeseen;
    }
  }

  /** Appends what was done so far. */
  void append() {
    try {
      log.append();
    } catch (BinlogException failed) {
      LOG.error("this tick is not in the log; its units are discarded", failed);
      onFailedAppend.run();
    }
  }
}
