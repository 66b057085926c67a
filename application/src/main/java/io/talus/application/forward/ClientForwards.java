package io.talus.application.forward;

import io.talus.application.forward.CallRequest.Client;
import io.talus.application.forward.Leaders.Leader;
import io.talus.application.port.EventLoop;
import io.talus.application.session.Session;
import io.talus.domain.bytes.Bytes;
import java.util.List;
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
  private final Outstanding outstanding = new Outstanding();
  private @Nullable Client client;

  /** By which name. */
  private String described = "";

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

  /** Who asks, as its node describes it to others. */
  Client client() {
    Client known = client;
    if (known == null || !described.equals(session.name())) {
      described = session.name();
      known =
          new Client(
              session.id(), Bytes.of(described), Bytes.of(session.channel().remoteAddress()));
      client = known;
    }
    return known;
  }

  void add(Forward forward) {
    outstanding.add(forward);
    bytes += forward.bytes;
    waiting++;
  }

  void remove(Forward forward) {
    if (forward.state != Forward.State.DONE) {
      outstanding.remove(forward);
      bytes -= forward.bytes;
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
    for (Forward each = write.previousOnSlot; each != null; each = each.previousOnSlot) {
      each.isOvertaken = true;
    }
  }

  /** All that was sent and is on the slot of this one. */
  List<Forward> sentBeside(Forward forward) {
    return outstanding.all().stream()
        .filter(each -> !each.isWaiting())
        .filter(each -> each.work.isOn(forward.work.table(), forward.work.slot()))
        .toList();
  }

  /** In the order of the commands. */
  List<Forward> outstanding() {
    return outstanding.all();
  }

  int count() {
    return outstanding.count();
  }

  boolean hasWaiting() {
    return waiting > 0;
  }

  boolean isFull() {
    return outstanding.count() >= CALLS_MAX || bytes >= BYTES_MAX;
  }

  /** Whether some command on the slot has no answer yet. */
  boolean isBusyOn(int table, int slot) {
    return outstanding.lastOn(table, slot) != null;
  }

  /**
   * Whether a command that comes after all others may be sent to the node, all those on its slot
   * having been sent there, too.
   */
  boolean isNextsTurn(int table, int slot, int node) {
    return areSentTo(node, outstanding.lastOn(table, slot));
  }

  /** The same of one that is outstanding, and those before it. */
  boolean isItsTurn(Forward forward, int node) {
    return areSentTo(node, forward.previousOnSlot);
  }

  private static boolean areSentTo(int node, @Nullable Forward last) {
    for (Forward each = last; each != null; each = each.previousOnSlot) {
      if (!each.isSentTo(node)) {
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
  static long firstUnanswered(Forward forward, long heard) {
    long first = heard;
    for (Forward each = forward.previousOnSlot; each != null; each = each.previousOnSlot) {
      if (!each.isWaiting()) {
        first = Math.min(first, each.id);
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
