package io.talus.application.command;

import io.talus.domain.bytes.Bytes;
import java.util.Arrays;
import java.util.List;

/**
 * A reply in RESP3's terms; the RESP adapter writes it as RESP2 or RESP3, as the connection speaks.
 * Immutable.
 */
public sealed interface Reply extends CommandOutcome {
  Reply OK = new Simple("OK");
  Reply QUEUED = new Simple("QUEUED");
  Reply PONG = new Simple("PONG");

  /** RESP2 {@code $-1}, RESP3 {@code _}. */
  Reply NULL = new Null(false);

  /** RESP2 {@code *-1}, RESP3 {@code _}. */
  Reply NULL_ARRAY = new Null(true);

  Reply EMPTY_ARRAY = new Array(List.of());
  Reply EMPTY_BULK = new Bulk(Bytes.EMPTY);

  /** A status line without CR or LF. */
  record Simple(String text) implements Reply {}

  /** An error line: code, space, message. */
  record Error(String text) implements Reply {}

  record Int(long value) implements Reply {
    private static final int CACHED = 256;
    private static final Int[] SMALL = new Int[CACHED];

    static {
      Arrays.setAll(SMALL, Int::new);
    }
  }

  record Bulk(Bytes value) implements Reply {}

  /**
   * Nothing.
   *
   * @param array whether RESP2 writes it as a null array instead of a null bulk string
   */
  record Null(boolean array) implements Reply {}

  /** RESP2 writes 1 or 0. */
  record Bool(boolean value) implements Reply {}

  /** A floating-point number; RESP2 writes it as a bulk string in the same digits. */
  record Double(double value) implements Reply {}

  /** Text for humans ({@code txt}); RESP2 writes a bulk string. */
  record Verbatim(String text) implements Reply {}

  record Array(List<? extends Reply> items) implements Reply {}

  /** An array of bulk strings, without a reply object for each. */
  record Bulks(List<Bytes> items) implements Reply {}

  /** A set; RESP2 writes an array. */
  record Set(List<? extends Reply> items) implements Reply {}

  /**
   * A map; RESP2 writes a flat array.
   *
   * @param items key, value, key, value ...
   */
  record Map(List<? extends Reply> items) implements Reply {}

  /**
   * An array of pairs: RESP3 nests each pair in an array of its own, RESP2 writes one flat array.
   *
   * @param items first, second, first, second ...
   */
  record Pairs(List<? extends Reply> items) implements Reply {}

  /** A message out of turn; RESP2 writes an array. */
  record Push(List<? extends Reply> items) implements Reply {}

  /**
   * A part of a long reply. Such replies come in pieces, one after the other and nothing between
   * them: an {@link Opening} and {@link Items} until all that were announced are there, or a {@link
   * BulkOpening} and {@link BulkPart}s.
   */
  sealed interface Piece extends Reply {}

  /** What a reply in pieces is. */
  enum Kind {
    ARRAY,
    SET,
    MAP,
    PAIRS
  }

  /**
   * The beginning.
   *
   * @param items how many follow; of a map and of pairs each half counts
   */
  record Opening(Kind kind, long items) implements Piece {}

  /** Some items of it. The halves of a pair are never apart. */
  record Items(Kind kind, List<? extends Reply> items) implements Piece {}

  /** The beginning of a bulk string with so many bytes. */
  record BulkOpening(long length) implements Piece {}

  /** Bytes of the bulk string; behind the last come those of a line's end. */
  record BulkPart(Bytes bytes) implements Piece {}

  static Reply integer(long value) {
    return value >= 0 && value < Int.CACHED ? Int.SMALL[(int) value] : new Int(value);
  }

  static Reply integer(boolean value) {
    return Int.SMALL[value ? 1 : 0];
  }

  static Reply bulk(Bytes value) {
    return new Bulk(value);
  }

  static Reply bulk(String text) {
    return new Bulk(Bytes.of(text));
  }

  static Reply error(String text) {
    return new Error(text);
  }

  static Reply array(Reply... items) {
    return new Array(List.of(items));
  }

  static Reply map(Reply... keysAndValues) {
    return new Map(List.of(keysAndValues));
  }
}
