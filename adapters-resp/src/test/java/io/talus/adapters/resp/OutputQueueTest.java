package io.talus.adapters.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OutputQueueTest {
  private static final int LONGEST = 1024 * 1024;
  private static final Reply.Error GONE = new Reply.Error("GONE");

  private final OutputQueue queue = new OutputQueue(new ArrayPool(), LONGEST);

  @Test
  void repliesThatWaitForNothingLeaveAtOnce() {
    queue.send(Reply.integer(1), 0);
    queue.send(Reply.integer(2), 0);

    assertEquals(":1 :2 ", taken());
    assertNull(queue.take(UnpooledByteBufAllocator.DEFAULT, 100));
    assertEquals(0, queue.size());
  }

  @Test
  void repliesWaitForTheirBlockAndForThoseBeforeThem() {
    queue.send(Reply.integer(1), 0);
    queue.send(Reply.integer(2), 7);
    queue.send(Reply.integer(3), 0);
    queue.send(Reply.integer(4), 8);
    queue.send(Reply.integer(5), 0);

    assertEquals(":1 ", taken());
    queue.release(6);
    assertEquals("", taken());
    queue.release(7);
    assertEquals(":2 :3 ", taken());
    queue.release(9);
    assertEquals(":4 :5 ", taken());
  }

  @Test
  void blocksThatWereReleasedAreNotWaitedFor() {
    queue.release(7);
    queue.send(Reply.integer(1), 7);

    assertEquals(":1 ", taken());
  }

  @Test
  void discardedRepliesBecomeErrorsInTheirPlaces() {
    queue.send(Reply.integer(1), 5);
    queue.send(Reply.integer(2), 6);
    queue.send(Reply.integer(3), 6);
    queue.send(Reply.integer(4), 0);
    queue.send(Reply.integer(5), 7);
    queue.send(Reply.integer(6), 0);

    queue.discard(6, GONE);

    assertEquals("", taken());
    queue.release(5);
    assertEquals(":1 -GONE -GONE :4 -GONE :6 ", taken());
  }

  @Test
  void aBlockThatWasDiscardedMayBeUsedAgain() {
    queue.send(Reply.integer(1), 5);
    queue.discard(5, GONE);
    queue.send(Reply.integer(2), 5);

    assertEquals("-GONE ", taken());
    queue.release(5);
    assertEquals(":2 ", taken());
  }

  @Test
  void outputMayBeTakenInPieces() {
    Bytes large = Bytes.wrap("x".repeat(100_000).getBytes(StandardCharsets.ISO_8859_1));
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      queue.send(Reply.bulk(large), 0);
      queue.send(Reply.integer(i), 0);
      expected.append("$100000 ").append(large.latin1()).append(" :").append(i).append(' ');
    }

    StringBuilder taken = new StringBuilder();
    for (String piece = taken(1000); !piece.isEmpty(); piece = taken(1000)) {
      taken.append(piece);
    }

    assertEquals(expected.toString(), taken.toString().replace("\r\n", " "));
  }

  @Test
  void replyThatIsTooLongBecomesAnErrorInItsPlace() {
    Bytes small = Bytes.wrap("x".repeat(1_000).getBytes(StandardCharsets.ISO_8859_1));
    Bytes large = Bytes.wrap("y".repeat(100_000).getBytes(StandardCharsets.ISO_8859_1));
    queue.send(Reply.integer(1), 0);
    queue.send(new Reply.Bulks(Collections.nCopies(2_000, small)), 7);
    queue.send(Reply.integer(2), 0);
    queue.send(new Reply.Bulks(Collections.nCopies(20, large)), 0);
    queue.send(Reply.integer(3), 0);

    assertEquals(":1 ", taken());
    queue.release(7);
    String[] replies = taken().split("(?= :)", -1);

    assertEquals(3, replies.length);
    assertTrue(
        replies[0].startsWith("-ERR the reply is longer than the 1048576 bytes"), replies[0]);
    assertTrue(replies[1].startsWith(" :2 -ERR the reply is longer"), replies[1]);
    assertEquals(" :3 ", replies[2]);
    assertEquals(0, queue.size());
  }

  @Test
  void replyOfTheLongestLengthLeaves() {
    queue.send(Reply.bulk(Bytes.wrap(new byte[LONGEST])), 0);

    assertEquals("$1048576 " + "\0".repeat(LONGEST) + " ", taken());
  }

  /** Against a list of replies that is looked through from the start every time. */
  @Test
  void anyScheduleGivesWhatAPlainListGives() {
    for (long seed = 1; seed <= 2_000; seed++) {
      new Schedule(seed).run();
    }
  }

  private static final class Schedule {
    private record Waiting(String text, long block) {}

    private final long seed;
    private final Random random;
    private final OutputQueue queue = new OutputQueue(new ArrayPool(), LONGEST);
    private final List<Waiting> model = new ArrayList<>();
    private final StringBuilder expected = new StringBuilder();
    private final StringBuilder actual = new StringBuilder();
    private long block = 1;
    private long released;

    Schedule(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
    }

    void run() {
      for (int step = 0; step < 100; step++) {
        switch (random.nextInt(8)) {
          case 0 -> release(block++);
          case 1 -> release(released + random.nextLong(block - released + 1));
          case 2 -> discard(released + 1 + random.nextLong(block - released + 1));
          case 3 -> take();
          default -> send(random.nextInt(1 << random.nextInt(18)));
        }
      }
      release(block);
      take();
      assertEquals(expected.toString(), actual.toString(), "seed " + seed);
      assertEquals(0, queue.size(), "seed " + seed);
    }

    private void send(int length) {
      long waitsFor = random.nextBoolean() ? block : 0;
      String text = Character.toString('a' + random.nextInt(26)).repeat(length);
      queue.send(Reply.bulk(text), waitsFor);
      model.add(new Waiting("$" + length + "\r\n" + text + "\r\n", waitsFor));
      block += random.nextInt(2);
    }

    private void release(long upTo) {
      released = Math.max(released, upTo);
      block = Math.max(block, released + 1);
      queue.release(upTo);
    }

    private void discard(long from) {
      queue.discard(from, GONE);
      model.replaceAll(reply -> reply.block >= from ? new Waiting("-GONE\r\n", 0) : reply);
    }

    private void take() {
      while (!model.isEmpty() && model.getFirst().block <= released) {
        expected.append(model.removeFirst().text);
      }
      actual.append(takeAll(queue, 1 + random.nextInt(100_000)));
    }
  }

  private String taken() {
    return takeAll(queue, Integer.MAX_VALUE).replace("\r\n", " ");
  }

  private String taken(int max) {
    ByteBuf piece = queue.take(UnpooledByteBufAllocator.DEFAULT, max);
    return piece == null ? "" : text(piece);
  }

  private static String takeAll(OutputQueue queue, int max) {
    StringBuilder all = new StringBuilder();
    for (ByteBuf piece = queue.take(UnpooledByteBufAllocator.DEFAULT, max);
        piece != null;
        piece = queue.take(UnpooledByteBufAllocator.DEFAULT, max)) {
      all.append(text(piece));
    }
    return all.toString();
  }

  private static String text(ByteBuf piece) {
    String text = piece.toString(StandardCharsets.ISO_8859_1);
    piece.release();
    return text;
  }
}
