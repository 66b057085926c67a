package io.talus.application.replication;

import io.talus.application.background.Errands;
import io.talus.application.background.FailureLog;
import io.talus.application.log.SlotApplied;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes from the store what replicas have left that have ended, as their tables were dropped.
 * Belongs to the shard's thread.
 *
 * <p>For maintainers. Nothing is logged for the slot once its replica has ended. So when all that
 * is in the log by then is synced, the store may forget the slot, and that the log says anything of
 * it up to there ({@link io.talus.application.log.BackgroundWriter#drop}): one flush for many
 * slots. A snapshot that is on its way into the store is waited for: it is given up, or in its
 * place, before. If the process ends before, the next start finds the slots of a table that was
 * dropped, and clears them.
 */
final class EndedReplicas {
  private static final Logger LOG = LoggerFactory.getLogger(EndedReplicas.class);

  /** The store takes so many in one turn; its writer has others to serve. */
  static final int SLOTS_AT_ONCE = 256;

  /** A disk that is full gets room, or does not; a snapshot is given up within a tick. */
  private static final long RETRY_MILLIS = 1000;

  private final Replicas.Parts parts;
  private final Errands writer;
  private final Predicate<SlotId> isComing;
  private final FailureLog failures;

  /** All slots of dropped tables at the most. */
  private final Map<SlotId, Long> ended = new LinkedHashMap<>();

  private boolean busy;

  /**
   * Nothing has ended.
   *
   * @param isComing whether a snapshot is on its way into the store
   */
  EndedReplicas(Replicas.Parts parts, Predicate<SlotId> isComing) {
    this.parts = parts;
    this.writer = new Errands(parts.writerThread(), parts.loop());
    this.isComing = isComing;
    this.failures =
        new FailureLog(LOG, "slots of dropped tables stay in the store", parts.loop()::nanoTime);
  }

  /**
   * A replica has ended.
   *
   * @param last the index of the slot's last unit
   */
  void add(SlotId slot, long last) {
    ended.put(slot, last);
    if (!busy) {
      busy = true;
      parts.loop().post(this::begin); // others end with it
    }
  }

  private void begin() {
    parts.slots().append(); // what was executed before the table went
    List<SlotApplied> some = new ArrayList<>();
    ended.forEach(
        (slot, last) -> {
          if (some.size() < SLOTS_AT_ONCE && !isComing.test(slot)) {
            some.add(new SlotApplied(slot, last));
            parts.slots().left(slot);
          }
        });
    if (some.isEmpty()) {
      later();
      return;
    }
    long logEnd = parts.writer().logEnd();
    if (parts.log().isDurable()) {
      drop(some, logEnd);
    } else {
      parts.log().whenDurable(() -> drop(some, logEnd));
    }
  }

  private void drop(List<SlotApplied> some, long logEnd) {
    writer.send(
        () -> {
          parts.writer().drop(some, logEnd);
          return true;
        },
        dropped -> {
          some.forEach(each -> ended.remove(each.slot()));
          busy = !ended.isEmpty();
          if (busy) {
            begin();
          }
        },
        failed -> {
          failures.add(failed);
          later();
        });
  }

  private void later() {
    parts.loop().schedule(RETRY_MILLIS, this::begin);
  }
}
