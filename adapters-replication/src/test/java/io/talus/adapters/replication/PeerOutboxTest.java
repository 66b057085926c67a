package io.talus.adapters.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.talus.adapters.replication.frame.Frame;
import io.talus.adapters.replication.frame.Frames;
import io.talus.adapters.replication.frame.MessageAssembly;
import io.talus.application.peer.MessageClass;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PeerOutboxTest {
  private static final QueueLimits LIMITS = new QueueLimits(1000, 10_000, 10_000, 1_000_000);

  private final PeerOutbox outbox = new PeerOutbox(LIMITS);
  private final MessageAssembly assembly = new MessageAssembly();

  /** Takes the next frame; the length of the message that it completes, or -1. */
  private int next() {
    ByteBuf buffer = outbox.next(UnpooledByteBufAllocator.DEFAULT);
    if (buffer == null) {
      throw new AssertionError("nothing waits");
    }
    Frame frame = Frames.read(buffer, Frames.LENGTH_MAX);
    byte[] message = frame == null ? null : assembly.add(frame);
    buffer.release();
    return message == null ? -1 : message.length;
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

    int sent = 0;
    while (!outbox.takeRoomAgain()) {
      next();
      sent++;
    }

    assertEquals(50, sent);
    assertTrue(outbox.hasRoom(MessageClass.CALLS));
    assertFalse(outbox.hasRefused());
    assertFalse(outbox.takeRoomAgain());
  }
}
