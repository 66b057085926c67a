package io.talus.application.command.list;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ListValue;
import java.util.List;

/**
 * Goes over a list's entries from one end to the other. Reads ahead in growing pieces: a match
 * close to the start costs little, and a list on disk is not read entry by entry.
 */
final class ListWalk {
  private static final long FIRST_PIECE = 16;
  private static final long PIECE_MAX = 1024;

  private final ListValue list;
  private final ListEnd start;
  private final long size;
  private long visited;
  private long pieceSize = FIRST_PIECE;
  private List<Bytes> piece = List.of();
  private int inPiece;

  ListWalk(ListValue list, ListEnd start) {
    this.list = list;
    this.start = start;
    this.size = list.size();
  }

  /** Moves to the next entry; false at the end. */
  boolean advance() {
    if (visited == size) {
      return false;
    }
    if (++inPiece >= piece.size()) {
      readPiece();
    }
    visited++;
    return true;
  }

  private void readPiece() {
    long length = Math.min(pieceSize, size - visited);
    long from = start == ListEnd.LEFT ? visited : size - visited - length;
    piece = list.range(from, from + length);
    inPiece = 0;
    pieceSize = Math.min(pieceSize * 2, PIECE_MAX);
  }

  Bytes entry() {
    return piece.get(start == ListEnd.LEFT ? inPiece : piece.size() - 1 - inPiece);
  }

  /** The entry's index, counted from the head whichever way the walk goes. */
  long index() {
    return start == ListEnd.LEFT ? visited - 1 : size - visited;
  }
}
