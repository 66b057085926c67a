package io.talus.adapters.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.talus.application.command.Reply;
import io.talus.application.port.Ticket;
import io.talus.domain.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class OutputQueueTest {
  private static final int LONGEST = 1024 * 1024;
  private static final Reply.Error GONE = new Reply.Error("GONE");

  private final OutputQueue queue = new OutputQueue(new ArrayPool(), LONGEST);
  private final Map<Integer, Ticket> tickets = new TreeMap<>();

  private Ticket ticket(int number) {
    return tickets.computeIfAbsent(number, n -> new Ticket());
  }

  /** Releases the ticket and those with smaller numbers. */
  private void release(int number) {
    ticket(number).release();
    tickets.forEach(
        (n, ticket) -> {
          if (n < number) {
            ticket.release();
          }
        });
    queue.release();
  }

  @Test
  void repliesThatWaitForNothingLeaveAtOnce() {
    queue.send(Reply.integer(1), Ticket.NONE);
    queue.send(Reply.integer(2), Ticket.NONE);

    assertEquals(":1 :2 ", taken());
    assertNull(queue.take(UnpooledByteBufAllocator.DEFAULT, 100));
    assertEquals(0, queue.size());
  }

  @Test
  void repliesWaitForTheirTicketsAndForThoseBeforeThem() {
    queue.send(Reply.integer(1), Ticket.NONE);
    queue.send(Reply.integer(2), ticket(7));
    queue.send(Reply.integer(3), Ticket.NONE);
    queue.send(Reply.integer(4), ticket(8));
    queue.send(Reply.integer(5), Ticket.NONE);

    assertEquals(":1 ", taken());
    release(6);
    assertEquals("", taken());
    release(7);
    assertEquals(":2 :3 ", taken());
    release(9);
    assertEquals(":4 :5 ", taken());
  }

  @Test
  void ticketsThatWereReleasedAreNotWaitedFor() {
    release(7);
    queue.send(Reply.integer(1), ticket(7));

    assertEquals(":1 ", taken());
  }

  @Test
  void aLaterTicketMayBeReleasedFirst() {
    queue.send(Reply.integer(1), ticket(1));
    queue.send(Reply.integer(2), ticket(2));

    ticket(2).release();
    assertSame(ticket(1), queue.release());
    assertEquals("", taken());

    ticket(1).release();
    assertSame(Ticket.NONE, queue.release());
    assertEquals(":1 :2 ", taken());
  }

  @Test
  void refusedRepliesBecomeErrorsInTheirPlaces() {
    queue.send(Reply.integer(1), ticket(5));
    queue.send(Reply.integer(2), ticket(6));
    queue.send(Reply.integer(3), ticket(6));
    queue.send(Reply.integer(4), Ticket.NONE);
    queue.send(Reply.integer(5), ticket(7));
    queue.send(Reply.integer(6), Ticket.NONE);
    queue.send(Reply.integer(7), ticket(8));

    ticket(6).refuse(GONE);
    ticket(7).refuse(GONE);
    assertSame(ticket(5), queue.release());

    assertEquals("", taken());
    ticket(5).release();
    assertSame(ticket(8), queue.release());
    assertEquals(":1 -GONE -GONE :4 -GONE :6 ", taken());
    ticket(8).release();
    queue.release();
    assertEquals(":7 ", taken());
  }

  @Test
  void outputMayBeTakenInPieces() {
    Bytes large = Bytes.wrap("x".repeat(100_000).getBytes(StandardCharsets.ISO_8859_1));
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      queue.send(Reply.bulk(large), Ticket.NONE);
      queue.send(Reply.integer(i), Ticket.NONE);
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
    queue.send(Reply.integer(1), Ticket.NONE);
    queue.send(new Reply.Bulks(Collections.nCopies(2_000, small)), ticket(7));
    queue.send(Reply.integer(2), Ticket.NONE);
    queue.send(new Reply.Bulks(Collections.nCopies(20, large)), Ticket.NONE);
    queue.send(Reply.integer(3), Ticket.NONE);

    assertEquals(":1 ", taken());
    release(7);
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
    queue.send(Reply.bulk(Bytes.wrap(new byte[LONGEST])), Ticket.NONE);

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
    private record Waiting(String text, Ticket ticket) {
      String settled() {
        return ticket.error() == null ? text : "-GONE\r\n";
      }
    }

    private final long seed;
    private final Random random;
    private final OutputQueue queue = new OutputQueue(new ArrayPool(), LONGEST);
    private final List<Waiting> model = new ArrayList<>();
    private final List<Ticket> pending = new ArrayList<>(List.of(new Ticket()));
    private final StringBuilder expected = new StringBuilder();
    private final StringBuilder actual = new StringBuilder();

    Schedule(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
    }

    void run() {
      for (int step = 0; step < 100; step++) {
        switch (random.nextInt(8)) {
          case 0 -> settle(pending.getFirst());
          case 1 -> settle(anyPending());
          case 2 -> pending.add(new Ticket());
          case 3 -> take();
          default -> send(random.nextInt(1 << random.nextInt(18)));
        }
      }
      while (pending.size() > 1) {
        settle(pending.getFirst());
      }
      settle(pending.getFirst());
      take();
      assertEquals(expected.toString(), actual.toString(), "seed " + seed);
      assertEquals(0, queue.size(), "seed " + seed);
    }

    private Ticket anyPending() {
      return pending.get(random.nextInt(pending.size()));
    }

    private void send(int length) {
      Ticket ticket = random.nextBoolean() ? anyPending() : Ticket.NONE;
      String text = Character.toString('a' + random.nextInt(26)).repeat(length);
      queue.send(Reply.bulk(text), ticket);
      model.add(new Waiting("$" + length + "\r\n" + text + "\r\n", ticket));
    }

    private void settle(Ticket ticket) {
      pending.remove(ticket);
      if (pending.isEmpty()) {
        pending.add(new Ticket());
      }
      if (random.nextInt(4) == 0) {
        ticket.refuse(GONE);
      } else {
        ticket.release();
      }
      queue.release();
    }

    private void take() {
      while (!model.isEmpty() && !model.getFirst().ticket.isPending()) {
        expected.append(model.removeFirst().settled());
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
