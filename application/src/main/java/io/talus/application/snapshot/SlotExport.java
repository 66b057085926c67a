package io.talus.application.snapshot;

import io.talus.application.log.ByteSink;
import io.talus.application.log.RecordCodec;
import io.talus.application.port.Overwritten;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotState;
import io.talus.application.port.SlotStatus;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoreSnapshot;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.MutationSize;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All of a slot at one position, piece by piece. What is written meanwhile is not in it, and the
 * store keeps what it needs until this is closed.
 *
 * <p>Belongs to one thread at a time, which may go to the disk. In memory are one record's
 * mutations (some {@value #RECORD_BYTES} bytes, or one element if that is longer) and their bytes.
 */
public final class SlotExport implements AutoCloseable {
  /** A record ends when it has so many: it mostly fits into one piece then. */
  private static final int RECORD_BYTES = 192 * 1024;

  private final StoreSnapshot snapshot;
  private final SlotState state;
  private final long stream;
  private final SlotContents contents;
  private final RecordCodec codec = new RecordCodec();
  private final ByteSink record = new ByteSink(RECORD_BYTES);
  private int taken;
  private long nextNumber;
  private long records;
  private long mutations;
  private boolean ended;

  private SlotExport(StoreSnapshot snapshot, SlotState state, long stream) {
    this.snapshot = snapshot;
    this.state = state;
    this.stream = stream;
    this.contents = new SlotContents(snapshot, state.address());
  }

  /**
   * Opens a slot as the store has it now: empty, and without a log, if it does not know the slot.
   *
   * @param stream a number that no other attempt has; draw it
   */
  public static SlotExport open(SlotStore store, SlotId slot, long stream) {
    SlotAddress first = new SlotAddress(slot.table(), slot.slot(), 1);
    StoreSnapshot snapshot = store.openSnapshot(List.of(first));
    try {
      SlotState state =
          snapshot
              .state(slot)
              .orElseGet(() -> new SlotState(first, SlotStatus.EMPTY, Overwritten.NONE));
      return new SlotExport(snapshot, state, stream);
    } catch (RuntimeException e) {
      snapshot.close();
      throw e;
    }
  }

  /** The slot as it is exported: who takes it goes on behind its position. */
  public SlotState state() {
    return state;
  }

  /** Whether the last piece has been given. */
  public boolean hasEnded() {
    return ended;
  }

  /** The next piece; null behind the last. The caller keeps it until it has arrived. */
  public byte @Nullable [] next() {
    if (ended) {
      return null;
    }
    if (nextNumber == 0) {
      ByteSink head = new ByteSink(128);
      StateCodec.write(state, head);
      return piece(Piece.Kind.HEAD, Arrays.copyOf(head.array(), head.length()));
    }
    if (taken == record.length() && !nextRecord()) {
      ended = true;
      return end();
    }
    int length = Math.min(Piece.PAYLOAD_BYTES_MAX, record.length() - taken);
    byte[] part = Arrays.copyOfRange(record.array(), taken, taken + length);
    taken += length;
    return piece(taken == record.length() ? Piece.Kind.LAST_PART : Piece.Kind.PART, part);
  }

  /** Encodes what comes next; false if nothing does. */
  private boolean nextRecord() {
    List<Mutation> gathered = new ArrayList<>();
    long bytes = 0;
    while (bytes < RECORD_BYTES) {
      List<? extends Mutation> some = contents.next();
      if (some == null) {
        break;
      }
      gathered.addAll(some);
      for (Mutation mutation : some) {
        bytes += MutationSize.bytes(mutation);
      }
    }
    record.clear(Piece.BYTES_MAX);
    taken = 0;
    if (gathered.isEmpty()) {
      return false;
    }
    SlotAddress address = state.address();
    codec.write(
        address.table(), address.slot(), address.incarnation(), state.status(), gathered, record);
    records++;
    mutations += gathered.size();
    return true;
  }

  private byte[] end() {
    ByteSink end = new ByteSink(32);
    end.varint(records);
    end.varint(mutations);
    return piece(Piece.Kind.END, Arrays.copyOf(end.array(), end.length()));
  }

  private byte[] piece(Piece.Kind kind, byte[] payload) {
    return new Piece(kind, stream, nextNumber++, payload).encode();
  }

  @Override
  public void close() {
    snapshot.close();
  }
}
