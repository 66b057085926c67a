package io.talus.application.gate;

import io.talus.application.command.Reply;
import io.talus.application.port.BinlogException;
import io.talus.application.port.EventLoop;
import io.talus.application.port.Ticket;
import io.talus.application.session.PromisedReply;
import io.talus.application.session.PromisedReply.Kept;
import io.talus.application.session.Promises;
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
      session.closeIfAnswered();
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
    Promises owed = session.promises();
    if (owed == null) {
      pass(session, reply, ticket);
    } else {
      owed.behind(reply, ticket);
    }
  }

  /**
   * Keeps the place of a reply that is yet to come: what is sent from here on leaves after it. What
   * CLIENT REPLY says of it is decided now.
   */
  public PromisedReply promise(Session session) {
    Promises owed = session.promises();
    if (owed == null) {
      owed = new Promises();
      session.promises(owed);
    }
    return owed.promise(!opens(session));
  }

  /** A promised reply has come, or the next piece of it. If its client is gone, nobody hears it. */
  public void arrived(Session session, PromisedReply promised, Reply reply) {
    Promises owed = session.promises();
    if (owed == null) {
      return;
    }
    owed.arrived(promised, reply);
    for (Kept next = owed.poll(); next != null; next = owed.poll()) {
      pass(session, next.reply(), next.ticket());
    }
    if (owed.isEmpty()) {
      session.promises(null);
      session.closeIfAnswered();
    } else {
      beginTurn(session, owed);
    }
    endSoon();
  }

  /**
   * Runs the task, once, when the client has taken what has to leave before more of the promised
   * reply, and most of what there is of that. Never if the client is gone before.
   */
  public void onTurn(Session session, PromisedReply promised, Runnable task) {
    Promises owed = session.promises();
    if (owed != null) {
      owed.onTurn(promised, task);
      beginTurn(session, owed);
    }
  }

  private static void beginTurn(Session session, Promises owed) {
    Runnable turn = owed.takeTurn();
    if (turn != null) {
      session.channel().whenTaken(turn);
    }
  }

  /** Queues what belongs to no command: it leaves before replies that are yet to come. */
  public void sendAside(Session session, Reply line) {
    if (session.replies() == Replies.ON) {
      pass(session, line, Ticket.NONE);
    }
  }

  private void pass(Session session, Reply reply, Ticket ticket) {
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

  /** Appends what was done so far; whether it is in the log, else it is discarded. */
  boolean append() {
    try {
      log.append();
      return true;
    } catch (BinlogException failed) {
      LOG.error("this tick is not in the log; its units are discarded", failed);
      onFailedAppend.run();
      return false;
    }
  }
}
