package io.talus.application.port;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.HashField;
import io.talus.domain.value.ScoredMember;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The store's answer to an {@link ElementQuery}. */
public sealed interface Elements {
  Elements NOT_IN_MEMORY = new NotInMemory();
  Elements TOO_LARGE = new TooLarge();

  /** The answer needs the disk, and the read was not allowed to go there. */
  record NotInMemory() implements Elements {}

  /** The answer would take more memory than the store was allowed to use for one. */
  record TooLarge() implements Elements {}

  /**
   * Fields of a hash; {@code next} goes on behind them when they were asked for by hash. When those
   * that are due were asked for, no other is due before the time {@code next}; if that has come,
   * these are a part of them.
   */
  record Fields(List<HashField> fields, long next) implements Elements {}

  /** Members of a set; {@code next} goes on behind them when they were asked for by hash. */
  record Members(List<Bytes> members, long next) implements Elements {}

  /** Members of a sorted set; {@code next} goes on behind them when they were asked for by hash. */
  record Scores(List<ScoredMember> members, long next) implements Elements {}

  /**
   * Members of a sorted set by their ranks.
   *
   * @param from the rank of the first
   * @param isEnd whether no member comes behind them
   * @param index the store was read as it is after this index
   */
  record Ranked(long from, List<ScoredMember> members, boolean isEnd, long index)
      implements Elements {}

  /**
   * How many members come before a place.
   *
   * @param index the store was read as it is after this index
   */
  record Count(long count, long index) implements Elements {}

  /**
   * The entries of a list from an absolute position on; null where the store has none.
   *
   * @param entries not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Entries(long from, @Nullable Bytes[] entries) implements Elements {
    /** The position behind the last. */
    public long to() {
      return from + entries.length;
    }

    /** Whether all positions from {@code first} to {@code end} (exclusive) are here. */
    public boolean covers(long first, long end) {
      return from <= first && end <= to();
    }
  }

  /**
   * Bytes of a string from an offset on; what was never written is zero. Zeros at the end may be
   * left out.
   */
  record Content(long from, Bytes bytes) implements Elements {}
}
