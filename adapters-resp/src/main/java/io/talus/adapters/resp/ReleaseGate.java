package io.talus.adapters.resp;

import io.talus.application.port.Ticket;
import java.util.Arrays;

/**
 * Where in a connection's output the replies lie that wait for their tickets. Belongs to one
 * connection.
 *
 * <p>Replies that follow each other and have the same ticket are one run; so a tick of writes costs
 * one entry, however many they are.
 */
final class ReleaseGate {
  /** Longs of a run: start, end, replies. */
  private static final int RUN = 3;

  private static final int FIRST_CAPACITY = 4;

  private long[] runs = new long[FIRST_CAPACITY * RUN];
  private Ticket[] tickets = new Ticket[FIRST_CAPACITY];
  private int head;
  private int tail;

  /** The reply at {@code start} to {@code end} waits for the ticket, if it is pending. */
  void add(long start, long end, Ticket ticket) {
    if (!ticket.isReleased()) {
      add(start, end, ticket, 1);
    }
  }

  void add(long start, long end, Ticket ticket, long replies) {
    int last = (tail - 1) * RUN;
    if (head < tail && runs[last + 1] == start && tickets[tail - 1].equals(ticket)) {
      runs[last + 1] = end;
      runs[last + 2] += replies;
      return;
    }
    makeRoom();
    int at = tail * RUN;
    runs[at] = start;
    runs[at + 1] = end;
    runs[at + 2] = replies;
    tickets[tail++] = ticket;
  }

  private void makeRoom() {
    if (tail < tickets.length) {
      return;
    }
    int used = tail - head;
    int capacity = used > tickets.length / 2 ? tickets.length * 2 : tickets.length;
    long[] moved = new long[capacity * RUN];
    System.arraycopy(runs, head * RUN, moved, 0, used * RUN);
    runs = moved;
    tickets = Arrays.copyOf(Arrays.copyOfRange(tickets, head, tail), capacity);
    head = 0;
    tail = used;
  }

  /** Opens for replies whose tickets are released; stops at the first that is not. */
  void open() {
    while (head < tail && tickets[head].isReleased()) {
      tickets[head++] = Ticket.NONE; // nothing is kept from being collected
    }
    if (head == tail) {
      head = 0;
      tail = 0;
    }
  }

  /** Opens for everything. */
  void clear() {
    Arrays.fill(tickets, head, tail, Ticket.NONE);
    head = 0;
    tail = 0;
  }

  /** Whether nothing waits. */
  boolean isOpen() {
    return head == tail;
  }

  /** Where the first waiting reply starts. */
  long firstStart() {
    return runs[head * RUN];
  }

  /** The ticket of the first waiting reply; none if nothing waits. */
  Ticket first() {
    return isOpen() ? Ticket.NONE : tickets[head];
  }

  /** Takes all runs out, in order. */
  void drainTo(RunVisitor visitor) {
    long[] drained = Arrays.copyOfRange(runs, head * RUN, tail * RUN);
    Ticket[] of = Arrays.copyOfRange(tickets, head, tail);
    clear();
    for (int i = 0; i < of.length; i++) {
      int at = i * RUN;
      visitor.visit(drained[at], drained[at + 1], of[i], drained[at + 2]);
    }
  }

  /** See {@link #drainTo}. */
  interface RunVisitor {
    void visit(long start, long end, Ticket ticket, long replies);
  }
}
