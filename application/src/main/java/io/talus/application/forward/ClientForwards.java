package io.talus.application.forward;

import io.talus.application.forward.CallRequest.Client;
import io.talus.application.forward.Leaders.Leader;
import io.talus.application.port.EventLoop;
import io.talus.application.session.Session;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client of this node has on its way to other nodes, in the order of its commands, and what
 * it watches there. Belongs to the shard's thread.
 */
final class ClientForwards {
  /** A pipeline keeps a node busy with this many; more wait with the client. */
  static final int CALLS_MAX = 256;

  /** As much is kept of a client's commands until they are answered; one alone may be larger. */
  static final long BYTES_MAX = 1 << 20;

  /**
   * Keys that are watched at another node.
   *
   * @param call the first WATCH that was answered there
   */
  record RemoteWatch(int table, int slot, Leader leader, long call) {}

  private final Session session;
  private final Set<Forward> outstanding = new LinkedHashSet<>();
  private long bytes;
  private int waiting;
  private @Nullable RemoteWatch watch;
  EventLoop.@Nullable Timer timer;

  /** What waits is being tried. */
  boolean inRound;

  ClientForwards(Session session) {
    this.session = session;
  }

  Session session() {
    return session;
  }

  Client client() {
    return new Client(session.id(), session.name(), session.channel().remoteAddress());
  }

  void add(Forward forward) {
    outstanding.add(forward);
    bytes += forward.work.bytes();
    waiting++;
  }

  void remove(Forward forward) {
    if (outstanding.remove(forward)) {
      bytes -= forward.work.bytes();
      waiting -= forward.isWaiting() ? 1 : 0;
      forward.state = Forward.State.DONE;
    }
  }

  void sent(Forward forward) {
    forward.state = Forward.State.SENT;
    waiting--;
  }

  void backToWaiting(Forward forward) {
    forward.state = Forward.State.WAITING;
    waiting++;
  }

  /** A write is answered; what was sent before it on the slot was executed before it. */
  void overtake(Forward write) {
    for (Forward earlier : outstanding) {
      if (earlier == write) {
        return;
      }
      earlier.isOvertaken |= earlier.work.isOn(write.work.table(), write.work.slot());
    }
  }

  /** All that was sent and is on the slot of this one. */
  List<Forward> sentBeside(Forward forward) {
    return outstanding.stream()
        .filter(each -> !each.isWaiting())
        .filter(each -> each.work.isOn(forward.work.table(), forward.work.slot()))
        .toList();
  }

  /** In the order of the commands. */
  List<Forward> outstanding() {
    return new ArrayList<>(outstanding);
  }

  int count() {
    return outstanding.size();
  }

  boolean hasWaiting() {
    return waiting > 0;
  }

  boolean isFull() {
    return outstanding.size() >= CALLS_MAX || bytes >= BYTES_MAX;
  }

  boolean isIdle() {
    return outstanding.isEmpty() && watch == null;
  }

  /** Whether some command on the slot has no answer yet. */
  boolean isBusyOn(int table, int slot) {
    for (Forward each : outstanding) {
      if (each.work.isOn(table, slot)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a command on the slot may be sent to the node, all those before it that are on the slot
   * having been sent there, too.
   *
   * @param forward the command; null for one that comes after all others
   */
  boolean isItsTurn(@Nullable Forward forward, int table, int slot, int node) {
    for (Forward earlier : outstanding) {
      if (earlier == forward) {
        return true;
      }
      if (earlier.work.isOn(table, slot) && !earlier.isSentTo(node)) {
        return false;
      }
    }
    return true;
  }

  /**
   * From which call on this client knows of refusals: of what was sent before the command and is
   * not answered it cannot know.
   *
   * @param heard from which call on the node knows of refusals of its other clients' commands
   */
  long firstUnanswered(Forward forward, long heard) {
    long first = heard;
    for (Forward earlier : outstanding) {
      if (earlier == forward) {
        return first;
      }
      if (!earlier.isWaiting() && earlier.work.isOn(forward.work.table(), forward.work.slot())) {
        first = Math.min(first, earlier.id);
      }
    }
    return first;
  }

  @Nullable RemoteWatch watch() {
    return watch;
  }

  void watch(@Nullable RemoteWatch remote) {
    watch = remote;
  }
}
