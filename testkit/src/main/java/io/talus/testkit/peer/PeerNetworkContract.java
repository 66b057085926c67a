package io.talus.testkit.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.peer.PeerMessage;
import io.talus.application.peer.PeerMessage.Beat;
import io.talus.application.peer.PeerMessage.Call;
import io.talus.application.peer.PeerMessage.Cancel;
import io.talus.application.peer.PeerMessage.SnapshotPiece;
import io.talus.application.port.PeerNetwork;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.support.Heartbeat;
import io.talus.domain.slot.SlotId;
import io.talus.testkit.peer.PeerWitness.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of {@link PeerNetwork}: an adapter's test extends this class and says how a node is
 * started.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class PeerNetworkContract {
  private static final int MESSAGES = 500;
  private static final byte[] PIECE = new byte[300_000];
  private static final int PIECES_MAX = 1000;

  private final List<PeerNode> nodes = new ArrayList<>();

  /** A node, with a loop of its own, that knows nobody. */
  protected abstract PeerNode start(int node, int featureLevel);

  private PeerNode started(int node) {
    return started(node, 1);
  }

  private PeerNode started(int node, int featureLevel) {
    PeerNode started = start(node, featureLevel);
    nodes.add(started);
    return started;
  }

  private void stop(PeerNode node) {
    nodes.remove(node);
    node.close();
  }

  @AfterEach
  void stopAll() {
    nodes.forEach(PeerNode::close);
  }

  private static void connect(PeerNode one, PeerNode other) {
    one.knows(other);
    other.knows(one);
    one.awaitConnected(other);
    other.awaitConnected(one);
  }

  private static SnapshotPiece piece(long number) {
    return new SnapshotPiece(
        new SlotId(0, 1), MemberId.on(1), MemberId.on(2), 7, number, PIECE, false);
  }

  private static Beat beat(long sentMillis) {
    return new Beat(new Heartbeat(1, 2, 3, sentMillis));
  }

  @Test
  void bothSidesSendAsSoonAsBothKnowEachOther() {
    PeerNode one = started(1);
    PeerNode two = started(2);

    connect(one, two);

    assertTrue(one.send(2, new Cancel(5)));
    assertTrue(two.send(1, new Cancel(6)));
    two.witness().await("a message", seen -> !seen.from(1).isEmpty());
    one.witness().await("a message", seen -> !seen.from(2).isEmpty());
    assertEquals(
        List.of(new Event.Connected(1), new Event.Received(1, new Cancel(5))),
        two.witness().events());
    assertEquals(
        List.of(new Event.Connected(2), new Event.Received(2, new Cancel(6))),
        one.witness().events());
    assertTrue(one.call(() -> one.network().isConnected(2)));
  }

  @Test
  void messagesOfAClassStayInOrder() {
    PeerNode one = started(1);
    PeerNode two = started(2);
    connect(one, two);

    one.run(
        () -> {
          for (int i = 0; i < MESSAGES; i++) {
            assertTrue(one.network().send(2, new Cancel(i)));
          }
        });

    two.witness().await("all messages", seen -> seen.from(1).size() == MESSAGES);
    assertEquals(
        LongStream.range(0, MESSAGES).<PeerMessage>mapToObj(Cancel::new).toList(),
        two.witness().from(1));
  }

  @Test
  void largeMessagesArriveWhole() {
    PeerNode one = started(1);
    PeerNode two = started(2);
    connect(one, two);
    byte[] request = new byte[20_000_000];
    for (int i = 0; i < request.length; i++) {
      request[i] = (byte) (i * 31);
    }

    assertTrue(one.send(2, new Call(9, request)));
    while (!one.send(2, new Cancel(9))) {
      Thread.onSpinWait(); // the large one takes all the room at first
    }

    two.witness().await("both messages", seen -> seen.from(1).size() == 2);
    Call received = (Call) two.witness().from(1).getFirst();
    assertEquals(9, received.id());
    assertArrayEquals(request, received.request());
    assertEquals(new Cancel(9), two.witness().from(1).getLast());
  }

  @Test
  void nothingCanBeSentToWhoIsNotConnected() {
    PeerNode one = started(1);
    PeerNode two = started(2);
    CompletableFuture<Void> told = new CompletableFuture<>();

    one.knows(two);
    one.run(() -> one.network().whenRoom(2, () -> told.complete(null)));

    told.orTimeout(60, TimeUnit.SECONDS).join();
    assertFalse(one.send(2, new Cancel(1)));
    assertFalse(one.send(3, new Cancel(1)));
    assertFalse(one.call(() -> one.network().hasRoom(2, new Cancel(1))));
    assertFalse(one.call(() -> one.network().isConnected(2)));
    assertEquals(0, one.call(() -> one.network().featureLevel(2)));
  }

  @Test
  void whoIsNotMentionedAnyMoreIsDisconnected() {
    PeerNode one = started(1);
    PeerNode two = started(2);
    PeerNode three = started(3);
    one.knows(two, three);
    two.knows(one, three);
    three.knows(one, two);
    two.awaitConnected(one);
    two.awaitConnected(three);

    two.knows(three);

    assertEquals(1, two.witness().disconnections(1));
    assertFalse(two.send(1, new Cancel(1)));
    one.witness().await("the end", seen -> seen.disconnections(2) == 1);
    assertTrue(two.send(3, new Cancel(2)));
    three.witness().await("a message", seen -> seen.from(2).size() == 1);
    assertEquals(0, three.witness().disconnections(2));
  }

  @Test
  void whoIsMentionedAgainStaysConnected() {
    PeerNode one = started(1);
    PeerNode two = started(2);
    PeerNode three = started(3);
    connect(one, two);

    one.knows(two, three);
    two.knows(one, three);
    three.knows(one, two);
    three.awaitConnected(one);
    three.awaitConnected(two);

    assertEquals(1, one.witness().connections(2));
    assertEquals(0, one.witness().disconnections(2));
  }

  @Test
  void nodeThatComesBackIsConnectedAnew() {
    PeerNode one = started(1);
    PeerNode two = started(2);
    connect(one, two);

    stop(two);
    one.witness().await("the end", seen -> seen.disconnections(2) == 1);
    assertEquals(1, two.witness().disconnections(1));
    PeerNode again = started(2);
    again.knows(one);
    one.knows(again);

    one.witness().await("another connection", seen -> seen.connections(2) == 2);
    assertTrue(one.send(2, new Cancel(1)));
    again.witness().await("a message", seen -> seen.from(1).size() == 1);
  }

  @Test
  void slowReceiverBoundsWhoSends() {
    PeerNode one = started(1);
    PeerNode two = started(2);
    connect(one, two);
    CountDownLatch slow = two.block();

    int taken = 0;
    while (one.send(2, piece(taken))) {
      taken++;
      assertTrue(taken < PIECES_MAX, "sending has no bound");
    }
    CompletableFuture<Boolean> room = new CompletableFuture<>();
    assertFalse(one.call(() -> one.network().hasRoom(2, piece(0))));
    one.run(
        () -> one.network().whenRoom(2, () -> room.complete(one.network().hasRoom(2, piece(0)))));
    assertTrue(one.send(2, beat(1)), "a heartbeat has room of its own");
    assertTrue(one.send(2, new Cancel(1)), "a call has room of its own");
    assertFalse(room.isDone());
    slow.countDown();

    assertTrue(room.orTimeout(60, TimeUnit.SECONDS).join());
    int sent = taken;
    two.witness().await("all messages", seen -> seen.from(1).size() == sent + 2);
    assertOvertaken(two.witness().from(1), sent);
  }

  /** The snapshot's pieces are in order, and what is more urgent came before the last of them. */
  private static void assertOvertaken(List<PeerMessage> received, int pieces) {
    List<Long> numbers =
        received.stream()
            .filter(SnapshotPiece.class::isInstance)
            .map(message -> ((SnapshotPiece) message).number())
            .toList();

    assertEquals(LongStream.range(0, pieces).boxed().toList(), numbers);
    assertTrue(received.indexOf(beat(1)) < received.indexOf(new Cancel(1)), "the beat comes first");
    assertTrue(
        received.indexOf(new Cancel(1)) < received.size() - 1, "the call overtakes the snapshot");
  }

  @Test
  void whoWaitsForRoomIsToldWhenTheConnectionEnds() {
    PeerNode one = started(1);
    PeerNode two = started(2);
    connect(one, two);
    CountDownLatch slow = two.block();
    int taken = 0;
    while (one.send(2, piece(taken))) {
      taken++;
    }
    CompletableFuture<Boolean> told = new CompletableFuture<>();
    one.run(() -> one.network().whenRoom(2, () -> told.complete(one.network().isConnected(2))));

    one.knows();

    assertFalse(told.orTimeout(60, TimeUnit.SECONDS).join());
    assertEquals(1, one.witness().disconnections(2));
    slow.countDown();
  }

  @Test
  void smallerFeatureLevelHolds() {
    PeerNode one = started(1, 7);
    PeerNode two = started(2, 5);

    connect(one, two);

    assertEquals(5, one.call(() -> one.network().featureLevel(2)));
    assertEquals(5, two.call(() -> two.network().featureLevel(1)));
  }

  @Test
  void nodeIsNoPeerOfItself() {
    PeerNode one = started(1);
    PeerNode two = started(2);

    one.knows(one, two);
    two.knows(two, one);
    one.awaitConnected(two);

    assertFalse(one.send(1, new Cancel(1)));
    assertEquals(0, one.witness().connections(1));
  }

  @Test
  void closedNetworkSaysNothingMore() {
    PeerNode one = started(1);
    PeerNode two = started(2);
    connect(one, two);

    one.run(one.network()::close);

    assertEquals(1, one.witness().disconnections(2));
    assertFalse(one.send(2, new Cancel(1)));
    two.witness().await("the end", seen -> seen.disconnections(1) == 1);
    one.run(one.network()::close);
    assertEquals(1, one.witness().disconnections(2));
  }
}
