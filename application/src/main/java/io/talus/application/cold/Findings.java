package io.talus.application.cold;

import io.talus.application.cold.ColdResult.KeyPage;
import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.slot.PinnedSlots;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was fetched for a command so far: each time it runs again it may find that it needs more,
 * and asks again for what it had before. Belongs to the shard's thread.
 */
public final class Findings {
  private final Map<ColdRequest, ColdResult> results = new HashMap<>();
  private final PinnedSlots pins = new PinnedSlots();
  private long bytes;
  private int underWay;
  private int rounds;
  private boolean isOpen;

  /** The slots of which answers are here: what they lack must not be forgotten meanwhile. */
  PinnedSlots pins() {
    return pins;
  }

  /** Whether the command that they are for reads on; they are in use until it has ended. */
  boolean isOpen() {
    return isOpen;
  }

  void open() {
    isOpen = true;
  }

  /** Something is being fetched. */
  void begin() {
    rounds++;
    underWay++;
  }

  /** How often something was fetched. */
  public int rounds() {
    return rounds;
  }

  void end() {
    underWay--;
  }

  boolean isIdle() {
    return underWay == 0;
  }

  void put(ColdRequest request, ColdResult result) {
    results.put(request, result);
    bytes += AnswerSize.bytes(result);
  }

  /** What all of it takes of the heap, roughly. */
  public long bytes() {
    return bytes;
  }

  boolean isEmpty() {
    return results.isEmpty();
  }

  public @Nullable ColdResult find(ColdRequest request) {
    return results.get(request);
  }

  /**
   * The keys of a table from a cursor on. They may have been asked for with other slots in view:
   * what is resident changes between two runs.
   *
   * @param isCurrent whether a page may still be used
   */
  public @Nullable ColdResult page(int table, long cursor, Predicate<KeyPage> isCurrent) {
    for (Map.Entry<ColdRequest, ColdResult> each : results.entrySet()) {
      if (each.getKey() instanceof ColdRequest.Page page
          && page.cursor() == cursor
          && page.slots().getFirst().address().table() == table
          && (!(each.getValue() instanceof KeyPage found) || isCurrent.test(found))) {
        return each.getValue();
      }
    }
    return null;
  }

  /** The answer to the query or to one that covers it. */
  public @Nullable ColdResult covering(ColdRequest.Part asked) {
    ElementQuery query = asked.query();
    ColdResult same = results.get(asked);
    if (same != null) {
      return same;
    }
    if (!mayBeCovered(query)) {
      return null;
    }
    for (Map.Entry<ColdRequest, ColdResult> each : results.entrySet()) {
      if (each.getKey() instanceof ColdRequest.Part part
          && part.isOf(asked.of(), asked.generation())
          && covers(part.query(), query, each.getValue())) {
        return each.getValue();
      }
    }
    return null;
  }

  private static boolean mayBeCovered(ElementQuery query) {
    return switch (query) {
      case ElementQuery.Due _,
          ElementQuery.Positions _,
          ElementQuery.Content _,
          ElementQuery.Ranks _ ->
          true;
      case ElementQuery.Named _, ElementQuery.ByHash _, ElementQuery.CountBelow _ -> false;
    };
  }

  private static boolean covers(ElementQuery asked, ElementQuery query, ColdResult result) {
    return switch (query) {
      // A part counts at any time: the rest is asked for when it has been dropped.
      case ElementQuery.Due(long nowMillis, long index) ->
          asked instanceof ElementQuery.Due(long then, long part)
              && part == index
              && (nowMillis < nextDue(result) || nextDue(result) <= then);
      case ElementQuery.Positions range ->
          (asked instanceof ElementQuery.Positions wide && wide.covers(range))
              || (result instanceof ColdResult.Found(Elements.Entries entries)
                  && entries.covers(range.from(), range.to()));
      case ElementQuery.Content(long from, long to) ->
          asked instanceof ElementQuery.Content wide && wide.from() <= from && to <= wide.to();
      case ElementQuery.Ranks(long from, long to) ->
          asked instanceof ElementQuery.Ranks wide
              && wide.from() <= from
              && (to <= wide.to() || isEnd(result));
      case ElementQuery.Named _, ElementQuery.ByHash _, ElementQuery.CountBelow _ -> false;
    };
  }

  private static long nextDue(ColdResult due) {
    return due instanceof ColdResult.Found(Elements.Fields fields) ? fields.next() : 0;
  }

  private static boolean isEnd(ColdResult result) {
    return result instanceof ColdResult.Found(Elements.Ranked ranked) && ranked.isEnd();
  }
}
