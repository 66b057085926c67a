package io.talus.application.shard;

import io.talus.application.command.Reply;
import io.talus.application.port.BinlogException;
import io.talus.application.port.EventLoop;
import io.talus.application.session.Session;
import io.talus.application.session.Session.Replies;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a tick and the release gate: units are appended in one block, then the replies that
 * depend on them leave. Belongs to the shard's thread.
 */
final class Tick {
  private static final Logger LOG = LoggerFactory.getLogger(Tick.class);
  private static final Reply.Error NOT_LOGGED =
      new Reply.Error("MISCONF Errors writing to the binlog: the command was not executed");

  private static final Reply.Error FAILED =
      new Reply.Error("ERR the command was not executed: another one failed beside it");

  private final TickLog log;
  private final EventLoop loop;
  private final Discards discards;
  private final List<Session> touched = new ArrayList<>();
  private final List<Session> gated = new ArrayList<>();
  private Runnable beforeEnd = () -> {};
  private Runnable onFailedAppend = () -> {};
  private boolean endPosted;

  Tick(TickLog log, EventLoop loop, Discards discards) {
    this.log = log;
    this.loop = loop;
    this.discards = discards;
  }

  /** Queues the reply; it leaves at the end of the tick, or when its block is released. */
  void send(Session session, Reply reply, long block) {
    if (session.replies() != Replies.ON) {
      skip(session);
    } else {
      queue(session, reply, block);
    }
    if (session.isClosing()) {
      session.channel().close();
    }
  }

  private void queue(Session session, Reply reply, long block) {
    session.gate(block);
    session.channel().send(reply, block);
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

  void appendIfFull() {
    if (log.isFull()) {
      append();
    }
  }

  /**
   * Ends the tick also if no socket has delivered anything: after timers and reads from the disk.
   */
  void endSoon() {
    if (!endPosted) {
      endPosted = true;
      loop.post(this::end);
    }
  }

  /** Runs the task at the end of every tick, when commands have run and before replies leave. */
  void beforeEnd(Runnable task) {
    beforeEnd = task;
  }

  /** Runs the task when a block could not be appended. */
  void onFailedAppend(Runnable task) {
    onFailedAppend = task;
  }

  void end() {
    endPosted = false;
    append();
    beforeEnd.run();
    release(touched);
  }

  private void append() {
    long block = log.block();
    try {
      log.append();
    } catch (BinlogException failed) {
      LOG.error("block {} is not in the log; its units are discarded", block, failed);
      discard(block, NOT_LOGGED);
      onFailedAppend.run();
    }
  }

  private void discard(long block, Reply.Error error) {
    discards.discard(block);
    touched.forEach(session -> session.channel().discard(block, error));
  }

  /**
   * A command has failed when it had done a part of its work: all units of the block are taken
   * back, for there is no telling them from the half one.
   */
  void giveUp() {
    discard(log.block(), FAILED);
  }

  /** More has been released: called when a sync ends. */
  void released() {
    if (!gated.isEmpty()) {
      List<Session> waiting = new ArrayList<>(gated);
      gated.clear();
      release(waiting);
    }
  }

  private void release(List<Session> sessions) {
    long released = log.releasedBlock();
    for (int i = 0; i < sessions.size(); i++) {
      Session session = sessions.get(i);
      session.tickEnded();
      session.channel().release(released);
      if (session.gateBlock() > released) {
        gated.add(session);
      }
    }
    sessions.clear();
  }

  /** The session is gone. */
  void forget(Session session) {
    gated.remove(session);
  }
}
