package io.talus.application.inplace;

import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.InPlace;
import io.talus.application.port.SlotAddress;
import io.talus.domain.bytes.Bytes;
import java.util.List;

/**
 * Reads elements on behalf of the command that runs. What is not in memory ends its run: it is run
 * again when the answer is there. On the shard's thread.
 */
public interface ElementReads {
  /**
   * The answer to the query, or to one that covers it: a range may begin earlier and end later.
   * Never {@link Elements#NOT_IN_MEMORY}.
   */
  Elements read(InPlace of, ElementQuery query);

  /** The answers to several queries; what is missing is fetched at once. */
  List<Elements> readAll(InPlace of, List<? extends ElementQuery> queries);

  /**
   * Whether reads wait for their answers, so that no run ends in the midst of it: elements may be
   * handed on as they come. An answer by hash may then have fewer elements than were asked for.
   */
  default boolean isDirect() {
    return false;
  }

  /** What is read from here on is of the store when it has this unit of the slot, or later ones. */
  void requireApplied(InPlace of, long index);

  /** Entries of lists that were read and may be wanted again. */
  RecentEntries recentEntries();

  /** Elements that were read by their names and may be wanted again. */
  RecentElements recentElements();

  /**
   * Whether an element that was read by its name for the command that runs is to be kept. To be
   * asked once for each read: asking is remembered.
   */
  boolean isToBeKept(InPlace of, Bytes name);

  /** See {@link io.talus.application.port.SlotStore#nextDue}. */
  long nextDue(SlotAddress address);
}
