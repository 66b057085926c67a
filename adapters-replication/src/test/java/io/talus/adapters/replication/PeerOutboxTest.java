package io.talus.adapters.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.talus.adapters.replication.frame.Frame;
import io.talus.adapters.replication.frame.FrameKind;
import io.talus.adapters.replication.frame.Frames;
import io.talus.adapters.replication.frame.MessageAssembly;
import io.talus.application.peer.MessageClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class PeerOutboxTest {
  private static final QueueLimits LIMITS = new QueueLimits(1000, 10_000, 10_000, 1_000_000);

  private PeerOutbox outbox = new PeerOutbox(LIMITS);
  private final MessageAssembly assembly = new MessageAssembly();

  /** Takes the next frame; the length of the message that it completes, or -1. */
  private int next() {
    List<Integer> lengths = nextFrame();
    assertEquals(1, lengths.size());
    return lengths.getFirst();
  }

  /** Takes the next frame; the lengths of the messages in it, or -1 if it completes none. */
  private List<Integer> nextFrame() {
    ByteBuf buffer = outbox.next(UnpooledByteBufAllocator.DEFAULT);
    if (buffer == null) {
      throw new AssertionError("nothing waits");
    }
    Frame frame = Objects.requireNonNull(Frames.read(buffer, Frames.LENGTH_MAX));
    List<Integer> lengths = new ArrayList<>();
    if (frame.kind() == FrameKind.SEVERAL) {
      assembly.addAll(frame, message -> lengths.add(message.length));
    } else {
      byte[] message = assembly.add(frame);
      lengths.add(message == null ? -1 : message.length);
    }
    buffer.release();
    return lengths;
  }

  private boolean offer(MessageClass messages, int length) {
    return outbox.offer(messages, new byte[length]);
  }

  @Test
  void urgentMessagesGoBetweenThePiecesOfOthers() {
    offer(MessageClass.SNAPSHOTS, 3 * Frames.PIECE_BYTES_MAX);
    List<Integer> sent = new ArrayList<>();

    sent.add(next());
    offer(MessageClass.CALLS, 11);
    offer(MessageClass.SLOTS, 12);
    offer(MessageClass.HEARTBEATS, 13);
    for (int i = 0; i < 5; i++) {
      sent.add(next());
    }

    assertEquals(List.of(-1, 13, 12, 11, -1, 3 * Frames.PIECE_BYTES_MAX), sent);
    assertTrue(outbox.isEmpty());
    assertNull(outbox.next(UnpooledByteBufAllocator.DEFAULT));
  }

  @Test
  void shortMessagesOfAClassShareFrames() {
    int half = Frames.PIECE_BYTES_MAX / 2;
    PeerOutbox roomy = outbox(1 << 20);
    for (int length : new int[] {1, 2, 0, half, half, 3, Frames.PIECE_BYTES_MAX, 4, 2 * half + 1}) {
      roomy.offer(MessageClass.CALLS, new byte[length]);
    }
    roomy.offer(MessageClass.SLOTS, new byte[5]);
    outbox = roomy;

    assertEquals(List.of(5), nextFrame());
    assertEquals(List.of(1, 2, 0, half), nextFrame());
    assertEquals(List.of(half, 3), nextFrame());
    assertEquals(List.of(Frames.PIECE_BYTES_MAX), nextFrame(), "there is no room for its length");
    assertEquals(List.of(4), nextFrame());
    assertEquals(List.of(-1), nextFrame());
    assertEquals(List.of(2 * half + 1), nextFrame());
    assertTrue(outbox.isEmpty());
  }

  private static PeerOutbox outbox(int bytes) {
    return new PeerOutbox(new QueueLimits(bytes, bytes, bytes, bytes));
  }

  @Test
  void oneMessageOfAnyLengthFindsRoomWhereHalfIsFree() {
    assertTrue(offer(MessageClass.CALLS, 5_000_000));
    assertFalse(outbox.hasRoom(MessageClass.CALLS));
    assertTrue(outbox.isFull(MessageClass.CALLS));
    assertFalse(offer(MessageClass.CALLS, 1));
    assertTrue(offer(MessageClass.SLOTS, 1), "each class has room of its own");
  }

  @Test
  void smallMessagesAreTakenUpToTheBound() {
    int taken = 0;
    while (offer(MessageClass.CALLS, 36)) {
      taken++;
    }

    assertEquals(100, taken);
  }

  @Test
  void whoWasRefusedIsToldOnceThereIsRoomAgain() {
    while (offer(MessageClass.CALLS, 36)) {
      assertFalse(outbox.takeRoomAgain());
    }
    assertTrue(outbox.hasRefused());

    assertEquals(100, nextFrame().size());

    assertTrue(outbox.takeRoomAgain());
    assertTrue(outbox.hasRoom(MessageClass.CALLS));
    assertFalse(outbox.hasRefused());
    assertFalse(outbox.takeRoomAgain());
  }
}
