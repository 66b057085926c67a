package io.talus.adapters.rocksdb.layout;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ScoredMember;

/** Keys and values of {@link Family#SCORES}. */
public final class ScoreLayout {
  private static final int SCORE_AT = SlotPrefix.COLLECTION_LENGTH;
  private static final int MEMBER_AT = SCORE_AT + Long.BYTES;
  private static final int NEGATIVE_ZERO = 1;

  private ScoreLayout() {}

  public static void key(ByteSink sink, SlotPrefix slot, long id, double score, Bytes member) {
    slot.appendTo(sink).int64(id).int64(ordered(score)).bytes(member);
  }

  /** Where the members with a score begin. */
  public static void score(ByteSink sink, SlotPrefix slot, long id, double score) {
    slot.appendTo(sink).int64(id).int64(ordered(score));
  }

  /** Redis keeps the sign of zero, but it does not count when scores are compared. */
  public static void value(ByteSink sink, double score) {
    sink.int8(Double.doubleToRawLongBits(score) == Long.MIN_VALUE ? NEGATIVE_ZERO : 0);
  }

  public static ScoredMember member(byte[] key, byte[] value) {
    Bytes member = Bytes.copyOf(key, MEMBER_AT, key.length - MEMBER_AT);
    double score = value[0] == NEGATIVE_ZERO ? -0.0 : scoreOf(key);
    return new ScoredMember(member, score);
  }

  private static double scoreOf(byte[] key) {
    long ordered = new ByteSource(key, SCORE_AT).int64();
    return Double.longBitsToDouble(ordered < 0 ? ordered ^ Long.MIN_VALUE : ~ordered);
  }

  /** A number that sorts, unsigned, as the score does. */
  static long ordered(double score) {
    long bits = Double.doubleToRawLongBits(score + 0.0); // adding makes both zeros positive
    return bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
  }
}
