package io.talus.application.snapshot;

import io.talus.application.log.ByteSink;
import io.talus.application.log.ByteSource;
import io.talus.application.log.FormatException;
import io.talus.application.log.RecordCodec;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.SlotState;
import io.talus.application.port.SlotStore;

/**
 * Takes the pieces of a {@link SlotExport} in their order. Each is checked before anything of it
 * reaches the store; one that is damaged, or is not the next, is refused and changes nothing, and
 * can be sent again. When the connection breaks, the sender goes on with {@link #expected}.
 *
 * <p>{@link #begin}, {@link #whole} and {@link #abandon} belong to the thread that applies batches
 * to the store ({@link io.talus.application.log.BackgroundWriter} finishes what is whole); pieces
 * may be taken by any thread, one at a time. In memory is one record.
 */
public final class SlotImport {
  private final SlotStore.Installation installation;
  private final long stream;
  private final ByteSink record = new ByteSink(Piece.BYTES_MAX);
  private long expected = 1;
  private long records;
  private long mutations;
  private boolean isWhole;

  private SlotImport(SlotStore.Installation installation, long stream) {
    this.installation = installation;
    this.stream = stream;
  }

  /**
   * Begins with the first piece.
   *
   * @throws FormatException if it is damaged, or is not the first one
   */
  public static SlotImport begin(SlotStore store, byte[] first) {
    Piece piece = Piece.decode(first);
    if (piece.kind() != Piece.Kind.HEAD || piece.number() != 0) {
      throw new FormatException(
          "piece %d: %s (expected: the head)".formatted(piece.number(), piece.kind()));
    }
    SlotState state = StateCodec.read(piece.payload());
    return new SlotImport(store.install(state), piece.stream());
  }

  /** What the slot will be. */
  public SlotState state() {
    return installation.state();
  }

  /** The number of the next piece. */
  public long expected() {
    return expected;
  }

  /** Whether all pieces have come. */
  public boolean isWhole() {
    return isWhole;
  }

  /**
   * Takes the next piece.
   *
   * @throws FormatException if it is damaged, or is another
   */
  public void take(byte[] bytes) {
    Piece piece = Piece.decode(bytes);
    if (piece.stream() != stream || piece.number() != expected || isWhole) {
      throw new FormatException(
          "piece %d of stream %d (expected: %d of %d)"
              .formatted(piece.number(), piece.stream(), expected, stream));
    }
    switch (piece.kind()) {
      case PART -> record.bytes(piece.payload(), piece.payload().length);
      case LAST_PART -> takeLastPart(piece.payload());
      case END -> end(piece.payload());
      case HEAD -> throw new FormatException("piece " + expected + ": a second head");
    }
    expected++;
  }

  private void takeLastPart(byte[] payload) {
    int before = record.length();
    record.bytes(payload, payload.length);
    try {
      RecordCodec.readRecords(record.array(), 0, record.length(), this::add);
    } catch (RuntimeException refused) {
      record.truncate(before);
      throw refused;
    }
    record.clear(Piece.BYTES_MAX);
  }

  private void add(SlotRecord part) {
    if (!part.address().equals(state().address()) || !part.status().equals(state().status())) {
      throw new FormatException(
          "record of %s, %s (expected: %s)".formatted(part.address(), part.status(), state()));
    }
    installation.add(part.mutations());
    records++;
    mutations += part.mutations().size();
  }

  private void end(byte[] payload) {
    ByteSource source = new ByteSource(payload, 0, payload.length);
    long allRecords = source.varint();
    long allMutations = source.varint();
    if (allRecords != records || allMutations != mutations || record.length() > 0) {
      throw new FormatException(
          "slot of %d records, %d mutations (expected: %d, %d)"
              .formatted(records, mutations, allRecords, allMutations));
    }
    isWhole = true;
  }

  /**
   * What is to be finished.
   *
   * @throws IllegalStateException if pieces are missing
   */
  public SlotStore.Installation whole() {
    if (!isWhole) {
      throw new IllegalStateException(state().slot() + ": piece " + expected + " has not come");
    }
    return installation;
  }

  /** Gives up: nothing of it remains. */
  public void abandon() {
    installation.abandon();
  }
}
