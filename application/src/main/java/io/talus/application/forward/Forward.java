package io.talus.application.forward;

import io.talus.application.command.CommandFlag;
import io.talus.application.command.CommandSpec;
import io.talus.application.forward.CallRequest.Mode;
import io.talus.application.forward.Leaders.Leader;
import io.talus.application.route.Route;
import io.talus.domain.bytes.Bytes;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command, a transaction, or a part of a command, on its way to the leader of its slot. Belongs
 * to the shard's thread.
 *
 * <pre>
 * WAITING -> SENT   its leader is known, and it is its turn
 * SENT -> WAITING   it was not executed; or it only reads, and its answer was lost
 * WAITING -> DONE   its time is over, or its client is gone
 * SENT -> DONE      it was answered; or nobody can tell; or its client is gone
 * </pre>
 */
final class Forward {
  /** Where it is. */
  enum State {
    WAITING,
    SENT,
    DONE
  }

  /**
   * What it asks for.
   *
   * @param scope see {@link CallRequest.Run}
   * @param writes whether it must not be executed twice
   */
  record Work(
      CommandSpec spec,
      int table,
      int slot,
      @Nullable BitSet scope,
      Set<Mode> modes,
      boolean writes,
      long watch,
      List<List<Bytes>> commands) {
    /** What the node keeps until it is answered. */
    long bytes() {
      long sum = FIXED_BYTES;
      for (int i = 0; i < commands.size(); i++) {
        List<Bytes> command = commands.get(i);
        for (int j = 0; j < command.size(); j++) {
          sum += ARGUMENT_BYTES + command.get(j).length();
        }
      }
      return sum;
    }

    boolean isOn(int otherTable, int otherSlot) {
      return table == otherTable && slot == otherSlot;
    }

    boolean blocks() {
      return spec.has(CommandFlag.BLOCKING);
    }
  }

  private static final int FIXED_BYTES = 256;
  private static final int ARGUMENT_BYTES = 40;

  final ClientForwards client;
  final Work work;
  final Route.Answer answer;
  final LongAnswer longAnswer = new LongAnswer();

  /** See {@link Work#bytes}. */
  final long bytes;

  /** Stands for table and slot. */
  final long slotKey;

  /** The neighbours among all that {@link Outstanding} has, and among those on the slot. */
  @Nullable Forward previous;

  @Nullable Forward next;
  @Nullable Forward previousOnSlot;
  @Nullable Forward nextOnSlot;

  State state = State.WAITING;

  /** Where it was sent last. */
  @Nullable Leader sentTo;

  /** The id of the call that was sent last. */
  long id;

  long deadlineNanos;

  /** It is not sent before. */
  long notBeforeNanos;

  int refusals;

  /** A later write on the slot was answered already: it cannot run after that. */
  boolean isOvertaken;

  long blockMillis;

  /**
   * What happens instead of another attempt if it was not executed; for what has other slots then.
   */
  @Nullable Runnable onRefusal;

  Forward(ClientForwards client, Work work, Route.Answer answer) {
    this.client = client;
    this.work = work;
    this.bytes = work.bytes();
    this.slotKey = slotKey(work.table(), work.slot());
    this.answer = answer;
  }

  static long slotKey(int table, int slot) {
    return ((long) table << Integer.SIZE) | slot;
  }

  boolean isWaiting() {
    return state == State.WAITING;
  }

  boolean isSentTo(int node) {
    return state == State.SENT && sentTo != null && sentTo.node() == node;
  }
}
