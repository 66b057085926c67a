package io.talus.application.forward;

import io.talus.application.command.Reply;
import io.talus.application.forward.AnswerPart.Fragment;
import io.talus.application.forward.AnswerPart.Replied;
import io.talus.application.peer.PeerMessage.Answer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one call, on its way to the node that asked: at once, or as far as that node wants
 * it and the connection takes it. Belongs to the shard's thread.
 */
final class AnswerStream {
  /** So much is sent before the client has taken any of it. */
  static final int WINDOW_BYTES = 256 * 1024;

  /** A longer reply is sent in fragments. */
  static final int FRAGMENT_BYTES = 64 * 1024;

  /** Who keeps account of answers. */
  interface Owner {
    /** So much more, or less, could not be sent yet. */
    void waits(long bytes);

    /** All of the answer was sent, or nobody wants it any more. */
    void ended(long call);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Part(byte[] bytes, boolean last) {}

  private final int node;
  private final long call;
  private final PeerCalls links;
  private final Owner owner;

  /** What could not be sent yet; most answers can at once, and have none. */
  private @Nullable Queue<Part> parts;

  private long window = WINDOW_BYTES;
  private boolean waitsForRoom;
  private boolean ended;
  private @Nullable Runnable onTaken;

  /** Nothing is sent. */
  AnswerStream(int node, long call, PeerCalls links, Owner owner) {
    this.node = node;
    this.call = call;
    this.links = links;
    this.owner = owner;
  }

  /** Sends the reply, or the next piece of it. */
  void reply(Reply reply, boolean last) {
    byte[] whole = AnswerCodec.encode(new Replied(reply), links.scratch());
    if (whole.length <= FRAGMENT_BYTES || reply instanceof Reply.Piece) {
      add(whole, last);
    } else {
      fragments(whole);
    }
  }

  private void fragments(byte[] whole) {
    for (int from = AnswerCodec.HEAD_BYTES; from < whole.length; from += FRAGMENT_BYTES) {
      int length = Math.min(FRAGMENT_BYTES, whole.length - from);
      byte[] some = AnswerCodec.encode(new Fragment(whole, from, length), links.scratch());
      add(some, from + length == whole.length);
    }
  }

  /** Sends what is no reply. */
  void end(AnswerPart part) {
    clear();
    add(AnswerCodec.encode(part, links.scratch()), true);
  }

  private void add(byte[] bytes, boolean last) {
    if (ended) {
      return;
    }
    if (isSent() && last && window > 0 && links.send(node, new Answer(call, bytes, true))) {
      drop();
      tellIfTaken();
      return; // as most are
    }
    if (parts == null) {
      parts = new ArrayDeque<>();
    }
    parts.add(new Part(bytes, last));
    owner.waits(bytes.length);
    pump();
  }

  /** The asker has taken so much of it. */
  void more(int bytes) {
    window += bytes;
    pump();
  }

  private void pump() {
    Queue<Part> unsent = parts;
    while (unsent != null && !unsent.isEmpty() && !waitsForRoom && !ended && window > 0) {
      Part next = unsent.element();
      Answer message = new Answer(call, next.bytes, next.last);
      if ((next.last || links.hasRoom(node, message)) && links.send(node, message)) {
        unsent.remove();
        owner.waits(-next.bytes.length);
        window -= next.bytes.length;
        if (next.last) {
          drop();
        }
      } else {
        waitsForRoom = true;
        links.whenRoom(node, this::goOn);
      }
    }
    tellIfTaken();
  }

  private void goOn() {
    waitsForRoom = false;
    pump();
  }

  private void tellIfTaken() {
    Runnable task = onTaken;
    if (isSent() && task != null) {
      onTaken = null;
      task.run();
    }
  }

  /** Runs the task when the next piece is wanted. */
  void whenTaken(Runnable task) {
    onTaken = task;
    tellIfTaken();
  }

  /** Nobody wants it, or wants more of it. */
  void drop() {
    if (!ended) {
      ended = true;
      clear();
      owner.ended(call);
    }
  }

  boolean isEnded() {
    return ended;
  }

  private boolean isSent() {
    return parts == null || parts.isEmpty();
  }

  private void clear() {
    if (parts != null) {
      parts.forEach(part -> owner.waits(-part.bytes.length));
      parts.clear();
    }
  }
}
