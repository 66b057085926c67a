package io.talus.application.forward;

import io.talus.domain.bytes.Bytes;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one node asks of another in a {@code PeerMessage.Call}. */
sealed interface CallRequest {

  /**
   * Who asks, as the node that the client is connected to knows it. Name and address stand in every
   * call and hardly ever change, so they are kept as the bytes that they are there.
   *
   * @param id of the client on that node
   */
  record Client(long id, Bytes name, Bytes address) {}

  /** What holds for a call beside its commands. */
  enum Mode {
    /** The commands are a transaction; the last one is what runs it. */
    TRANSACTION(1),
    /** The commands do not count as a use of keys. */
    NO_TOUCH(2),
    /** Replicas may answer, too. */
    READONLY(4);

    private final int bit;

    Mode(int bit) {
      this.bit = bit;
    }

    /** What stands for it in a call. */
    int bit() {
      return bit;
    }
  }

  /**
   * Commands to be executed.
   *
   * @param table the table's number
   * @param slot the slot of all keys; of a command on whole tables one of its slots
   * @param epoch in which the receiver leads the slot, as the asker knows it: in another one the
   *     call is too late, or too early; 0 if that does not matter
   * @param scope the slots to which a command on whole tables keeps; null for others
   * @param since calls on the slot before this one may have been refused without the client's
   *     knowing: then the call must be refused as well
   * @param watch the id of the call that the transaction depends on; 0 for none
   * @param blockMillis for how long it may block, if it has blocked before; else 0
   * @param waitMillis how long it may take until it begins; then it is not executed
   */
  record Run(
      Client client,
      int table,
      int slot,
      long epoch,
      @Nullable BitSet scope,
      Set<Mode> modes,
      long since,
      long watch,
      long blockMillis,
      long waitMillis,
      List<List<Bytes>> commands)
      implements CallRequest {
    boolean is(Mode mode) {
      return modes.contains(mode);
    }
  }

  /** The asker has taken so much more of the answer to a call: as much more may be sent. */
  record More(long call, int bytes) implements CallRequest {}

  /**
   * Ends the blocking of a call.
   *
   * @param error its answer; null for what it answers when its time is over
   */
  record Unblock(long call, @Nullable String error) implements CallRequest {}

  /** The client is gone, or watches nothing any more. */
  record Forget(long client) implements CallRequest {}
}
