package io.talus.adapters.rocksdb.layout;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ScoredMember;

/** Keys and values of {@link Family#SCORES}. */
public final class ScoreLayout {
  private static final int SCORE_AT = SlotPrefix.COLLECTION_LENGTH;
  private static final int MEMBER_AT = SCORE_AT + Long.BYTES;
  private static final int NEGATIVE_ZERO = 1;

  /** A place behind all others: no score is as large. */
  private static final Bytes END = new LayoutSink(Long.BYTES + 1).int64(-1L).int8(0xFF).toBytes();

  private ScoreLayout() {}

  public static void key(LayoutSink sink, SlotPrefix slot, long id, double score, Bytes member) {
    slot.appendTo(sink).int64(id).int64(ordered(score)).bytes(member);
  }

  /** Where the members with a score begin. */
  public static void score(LayoutSink sink, SlotPrefix slot, long id, double score) {
    slot.appendTo(sink).int64(id).int64(ordered(score));
  }

  /** The place of a member: what its key has behind the collection. */
  public static Bytes place(double score, Bytes member) {
    return new LayoutSink(Long.BYTES + member.length())
        .int64(ordered(score))
        .bytes(member)
        .toBytes();
  }

  /** The place of all members with a score: before the first, or behind the last of them. */
  public static Bytes place(double score, boolean behind) {
    long ordered = ordered(score);
    return behind && ordered == -1L
        ? END
        : new LayoutSink(Long.BYTES).int64(behind ? ordered + 1 : ordered).toBytes();
  }

  /** The place of a member, from its key. */
  public static Bytes placeOf(byte[] key) {
    return Bytes.copyOf(key, SCORE_AT, key.length - SCORE_AT);
  }

  /** Redis keeps the sign of zero, but it does not count when scores are compared. */
  public static void value(LayoutSink sink, double score) {
    sink.int8(Double.doubleToRawLongBits(score) == Long.MIN_VALUE ? NEGATIVE_ZERO : 0);
  }

  public static ScoredMember member(byte[] key, byte[] value) {
    Bytes member = Bytes.copyOf(key, MEMBER_AT, key.length - MEMBER_AT);
    double score = value[0] == NEGATIVE_ZERO ? -0.0 : scoreOf(key);
    return new ScoredMember(member, score);
  }

  private static double scoreOf(byte[] key) {
    long ordered = new LayoutSource(key, SCORE_AT).int64();
    return Double.longBitsToDouble(ordered < 0 ? ordered ^ Long.MIN_VALUE : ~ordered);
  }

  /** A number that sorts, unsigned, as the score does. */
  static long ordered(double score) {
    long bits = Double.doubleToRawLongBits(score + 0.0); // adding makes both zeros positive
    return bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
  }
}
