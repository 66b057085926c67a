package io.talus.application.forward;

import io.talus.application.command.Reply;
import io.talus.application.forward.AnswerPart.Fragment;
import io.talus.application.forward.AnswerPart.Replied;
import io.talus.application.log.ByteSink;
import io.talus.application.peer.PeerMessage.Answer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongConsumer;
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

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Part(byte[] bytes, boolean last) {}

  private final int node;
  private final long call;
  private final PeerCalls links;
  private final LongConsumer counting;
  private final Runnable onEnd;
  private final Queue<Part> parts = new ArrayDeque<>(1);
  private long window = WINDOW_BYTES;
  private boolean waitsForRoom;
  private boolean ended;
  private @Nullable Runnable onTaken;

  /**
   * @param counting is told by how much there is more, or less, that could not be sent yet
   * @param onEnd runs when all of it was sent, or nobody wants it any more
   */
  AnswerStream(int node, long call, PeerCalls links, LongConsumer counting, Runnable onEnd) {
    this.node = node;
    this.call = call;
    this.links = links;
    this.counting = counting;
    this.onEnd = onEnd;
  }

  /** Sends the reply, or the next piece of it. */
  void reply(Reply reply, boolean last) {
    byte[] whole = AnswerCodec.encode(new Replied(reply));
    if (whole.length <= FRAGMENT_BYTES || reply instanceof Reply.Piece) {
      add(whole, last);
    } else {
      fragments(reply, whole.length);
    }
  }

  private void fragments(Reply reply, int bytes) {
    ByteSink sink = new ByteSink(bytes);
    ReplyCodec.write(reply, sink);
    for (int from = 0; from < sink.length(); from += FRAGMENT_BYTES) {
      int length = Math.min(FRAGMENT_BYTES, sink.length() - from);
      add(
          AnswerCodec.encode(new Fragment(sink.array(), from, length)),
          from + length == sink.length());
    }
  }

  /** Sends what is no reply. */
  void end(AnswerPart part) {
    clear();
    add(AnswerCodec.encode(part), true);
  }

  private void add(byte[] bytes, boolean last) {
    if (ended) {
      return;
    }
    parts.add(new Part(bytes, last));
    counting.accept(bytes.length);
    pump();
  }

  /** The asker has taken so much of it. */
  void more(int bytes) {
    window += bytes;
    pump();
  }

  private void pump() {
    while (!parts.isEmpty() && !waitsForRoom && !ended && window > 0) {
      Part next = parts.element();
      Answer message = new Answer(call, next.bytes, next.last);
      if ((next.last || links.hasRoom(node, message)) && links.send(node, message)) {
        parts.remove();
        counting.accept(-next.bytes.length);
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
    if (parts.isEmpty() && task != null) {
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
      onEnd.run();
    }
  }

  boolean isEnded() {
    return ended;
  }

  private void clear() {
    parts.forEach(part -> counting.accept(-part.bytes.length));
    parts.clear();
  }
}
