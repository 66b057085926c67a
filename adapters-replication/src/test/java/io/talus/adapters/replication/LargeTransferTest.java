package io.talus.adapters.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.peer.PeerMessage;
import io.talus.application.peer.PeerMessage.Beat;
import io.talus.application.peer.PeerMessage.SnapshotPiece;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.support.Heartbeat;
import io.talus.domain.slot.SlotId;
import io.talus.testkit.peer.PeerNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A snapshot of 100 MB, with a heartbeat after each piece. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class LargeTransferTest {
  private static final int PIECES = 400;
  private static final byte[] PIECE = new byte[256 * 1024];

  /** Sends pieces and heartbeats for as long as there is room; on the loop. */
  private static final class Sender {
    private final PeerNode node;
    private final CompletableFuture<Long> firstPause = new CompletableFuture<>();
    private long next;

    private Sender(PeerNode node) {
      this.node = node;
    }

    private void send() {
      while (next < PIECES) {
        if (!node.network().hasRoom(2, piece(next))) {
          firstPause.complete(next);
          node.network().whenRoom(2, this::send);
          return;
        }
        assertTrue(node.network().send(2, piece(next)));
        assertTrue(node.network().send(2, beat(next)));
        next++;
      }
    }
  }

  private static SnapshotPiece piece(long number) {
    return new SnapshotPiece(
        new SlotId(0, 1), MemberId.on(1), MemberId.on(2), 1, number, PIECE, false);
  }

  private static Beat beat(long number) {
    return new Beat(new Heartbeat(1, 2, 3, number));
  }

  @Test
  void heartbeatsGoThroughASnapshot() {
    try (PeerNode one = TestNodes.start(TestNodes.settings(1));
        PeerNode two = TestNodes.start(TestNodes.settings(2))) {
      two.knows(one);
      one.knows(two);
      one.awaitConnected(two);
      CountDownLatch busy = two.block();
      Sender sender = new Sender(one);

      one.run(sender::send);
      long pause = sender.firstPause.orTimeout(60, TimeUnit.SECONDS).join();
      busy.countDown();

      two.witness().await("everything", seen -> seen.from(1).size() == 2 * PIECES);
      assertInterleaved(two.witness().from(1), pause);
    }
  }

  /**
   * @param pause how many pieces there were when no more found room
   */
  private static void assertInterleaved(List<PeerMessage> received, long pause) {
    List<Long> pieces =
        received.stream()
            .filter(SnapshotPiece.class::isInstance)
            .map(message -> ((SnapshotPiece) message).number())
            .toList();
    List<Long> beats =
        received.stream()
            .filter(Beat.class::isInstance)
            .map(message -> ((Beat) message).heartbeat().sentMillis())
            .toList();
    assertEquals(LongStream.range(0, PIECES).boxed().toList(), pieces);
    assertEquals(pieces, beats);

    int piecesBefore = 0;
    for (PeerMessage message : received) {
      switch (message) {
        case SnapshotPiece _ -> piecesBefore++;
        case Beat beat -> {
          long number = beat.heartbeat().sentMillis();
          assertTrue(piecesBefore <= number, "beat " + number + " after its piece");
          if (number == pause - 1) {
            // More than half of the queue waited: the beat went before all but the first of that.
            long waiting = QueueLimits.DEFAULT.snapshots() / 2 / PIECE.length;
            assertTrue(
                piecesBefore <= pause - waiting + 2,
                "beat %d behind %d pieces".formatted(number, piecesBefore));
          }
        }
        default -> throw new AssertionError(message);
      }
    }
  }
}
