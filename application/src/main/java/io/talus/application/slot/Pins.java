package io.talus.application.slot;

/**
 * Who may still know the store as it was when a slot's log had been applied up to some index: what
 * happened after it must not be forgotten. Belongs to the shard's thread.
 *
 * <p>For maintainers: pins are counted in two generations. Later ones join the younger generation
 * and are taken for as old as its first; when the older one has ended the younger takes its place.
 * So nothing is kept for longer than two reads take, and nothing has to be searched.
 */
final class Pins {
  private long generation;
  private long olderFrom;
  private int older;
  private long youngerFrom;
  private int younger;

  /**
   * Pins the slot as it is when its log has been applied up to here.
   *
   * @return what {@link #unpin} has to be given
   */
  long pin(long applied) {
    if (older == 0) {
      olderFrom = applied;
      older = 1;
      return generation;
    }
    if (younger == 0) {
      youngerFrom = applied;
    }
    younger++;
    return generation + 1;
  }

  /** Pins it for one more, as it is pinned already. */
  void pinAgain(long pinned) {
    if (pinned == generation) {
      older++;
    } else {
      younger++;
    }
  }

  void unpin(long pinned) {
    if (pinned != generation) {
      younger--;
    } else if (--older == 0) {
      generation++;
      olderFrom = youngerFrom;
      older = younger;
      younger = 0;
    }
  }

  /** The oldest pinned index, or {@code applied} if that is older. */
  long oldest(long applied) {
    return older == 0 ? applied : Math.min(applied, olderFrom);
  }
}
