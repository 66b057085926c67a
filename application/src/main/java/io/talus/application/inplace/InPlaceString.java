package io.talus.application.inplace;

import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.StoredCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.mutation.Mutation.PatchString;
import io.talus.domain.mutation.Mutation.PublishBuilt;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A long string in place: read in pieces, with the patches that the store may lack. */
final class InPlaceString extends InPlaceCollection implements StringValue {
  /** Patches are found by the pieces of this size that they touch. */
  private static final int PIECE_BYTES = 4096;

  /** A patch, its place in the queue, and in the list of a piece. */
  private static final int FIXED_BYTES = 120;

  private record Patch(long index, long offset, Bytes bytes) implements UnsettledChanges.Change {
    @Override
    public long sizeBytes() {
      return FIXED_BYTES * (1 + lastPiece() - firstPiece()) + bytes.length();
    }

    long firstPiece() {
      return offset / PIECE_BYTES;
    }

    long lastPiece() {
      return (offset + Math.max(0, bytes.length() - 1)) / PIECE_BYTES;
    }
  }

  private final NavigableMap<Long, List<Patch>> byPiece = new TreeMap<>();
  private final UnsettledChanges<Patch> unsettled = new UnsettledChanges<>();

  InPlaceString(StoredCollection stored, CollectionHeader header, ElementReads reads) {
    super(stored, header, reads);
  }

  @Override
  public ValueType type() {
    return ValueType.STRING;
  }

  @Override
  void take(OfCollection change, long index) {
    switch (change) {
      case PatchString patch -> note(new Patch(index, patch.offset(), patch.patch()));
      case SetExpiry _, MoveKey _, PublishBuilt _ -> {
        // The header says it all.
      }
      default -> throw unexpected(change);
    }
  }

  private void note(Patch patch) {
    unsettled.add(patch);
    for (long piece = patch.firstPiece(); piece <= patch.lastPiece(); piece++) {
      byPiece.computeIfAbsent(piece, p -> new ArrayList<>(1)).add(patch);
    }
  }

  @Override
  public long length() {
    return header().size();
  }

  @Override
  public Bytes bytes() {
    return range(0, length());
  }

  @Override
  public Bytes range(long from, long to) {
    if (from >= to) {
      return Bytes.EMPTY;
    }
    Elements.Content stored = (Elements.Content) read(new ElementQuery.Content(from, to));
    byte[] bytes = new byte[(int) (to - from)];
    int start = (int) (from - stored.from());
    int length = Math.min(bytes.length, stored.bytes().length() - start);
    if (length > 0) {
      System.arraycopy(stored.bytes().array(), start, bytes, 0, length);
    }
    NavigableMap<Long, List<Patch>> touched =
        byPiece.subMap(from / PIECE_BYTES, true, (to - 1) / PIECE_BYTES, true);
    touched.forEach((piece, patches) -> patches.forEach(patch -> apply(patch, piece, from, bytes)));
    return Bytes.wrap(bytes);
  }

  /** Copies what of the patch lies in the piece and in the target, which begins at {@code from}. */
  private static void apply(Patch patch, long piece, long from, byte[] target) {
    long first = Math.max(patch.offset, Math.max(from, piece * PIECE_BYTES));
    long endOfPiece = Math.min((piece + 1) * PIECE_BYTES, from + target.length);
    long end = Math.min(patch.offset + patch.bytes.length(), endOfPiece);
    if (first < end) {
      System.arraycopy(
          patch.bytes.array(),
          (int) (first - patch.offset),
          target,
          (int) (first - from),
          (int) (end - first));
    }
  }

  @Override
  public int settle(long index, int steps) {
    return unsettled.settle(index, steps, this::forget);
  }

  private void forget(Patch patch) {
    for (long piece = patch.firstPiece(); piece <= patch.lastPiece(); piece++) {
      forget(piece, patch);
    }
  }

  private void forget(long piece, Patch patch) {
    List<Patch> patches = byPiece.get(piece);
    if (patches != null) {
      patches.remove(patch);
      if (patches.isEmpty()) {
        byPiece.remove(piece);
      }
    }
  }

  @Override
  public boolean hasChanges() {
    return !unsettled.isEmpty();
  }

  @Override
  long changeBytes() {
    return unsettled.sizeBytes();
  }
}
