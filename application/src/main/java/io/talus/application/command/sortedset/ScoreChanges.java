package io.talus.application.command.sortedset;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.ScoreChange;
import io.talus.domain.value.SortedSetValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The changes of one command to one sorted set, a single one per member in the end. */
final class ScoreChanges {
  private final @Nullable SortedSetValue set;
  private final boolean mayRepeat;
  private final List<ScoreChange> changes;
  private final Map<Bytes, Integer> positions;
  private int added;

  /** At most {@code countMax} members will be changed. */
  ScoreChanges(@Nullable SortedSetValue set, int countMax) {
    this.set = set;
    this.mayRepeat = countMax > 1;
    this.changes = new ArrayList<>(countMax);
    this.positions = mayRepeat ? HashMap.newHashMap(countMax) : Map.of();
  }

  /** The member's score with the changes so far; {@link SortedSetValue#ABSENT} if it has none. */
  double score(Bytes member) {
    Integer position = mayRepeat ? positions.get(member) : null;
    if (position != null) {
      return changes.get(position).score();
    }
    return set == null ? SortedSetValue.ABSENT : set.score(member);
  }

  /** Gives the member a score; {@code current} is what {@link #score} said. */
  void put(Bytes member, double given, double current) {
    double score = SortedSetEdits.stored(given);
    Integer position = mayRepeat ? positions.get(member) : null;
    if (position != null) {
      double previous = changes.get(position).previousScore();
      changes.set(position, new ScoreChange(member, score, previous));
      return;
    }
    if (mayRepeat) {
      positions.put(member, changes.size());
    }
    changes.add(new ScoreChange(member, score, current));
    if (Double.isNaN(current)) {
      added++;
    }
  }

  /** How many members the set will have more. */
  int added() {
    return added;
  }

  /** What changes; a member that came back to the score it had does not. */
  List<ScoreChange> changes() {
    if (mayRepeat) {
      changes.removeIf(change -> change.score() == change.previousScore());
    }
    return changes;
  }
}
