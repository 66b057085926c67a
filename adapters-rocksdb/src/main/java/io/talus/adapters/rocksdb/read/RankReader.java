package io.talus.adapters.rocksdb.read;

import io.talus.adapters.rocksdb.engine.Cursor;
import io.talus.adapters.rocksdb.engine.Database;
import io.talus.adapters.rocksdb.engine.Reads;
import io.talus.adapters.rocksdb.engine.Snapshot;
import io.talus.adapters.rocksdb.layout.CountLayout;
import io.talus.adapters.rocksdb.layout.CountNode;
import io.talus.adapters.rocksdb.layout.CountNode.Child;
import io.talus.adapters.rocksdb.layout.ElementLayout;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.layout.ScoreLayout;
import io.talus.adapters.rocksdb.layout.SlotPrefix;
import io.talus.adapters.rocksdb.layout.SystemLayout;
import io.talus.application.port.ElementQuery.CountBelow;
import io.talus.application.port.ElementQuery.Ranks;
import io.talus.application.port.Elements;
import io.talus.application.port.ReadTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.StoredCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ScoredMember;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads sorted sets by rank: down the tree of counts to a run of members, then along the run. Small
 * sets have no tree, and are one run. Any thread.
 */
final class RankReader {
  private final Reads reads;
  private final long answerBytesMax;

  RankReader(Reads reads, long answerBytesMax) {
    this.reads = reads;
    this.answerBytesMax = answerBytesMax;
  }

  /** The answer needs the disk. Without a stack trace: it is a way back, not a fault. */
  private static final class NotInMemory extends Exception {
    private static final long serialVersionUID = 1L;

    private NotInMemory() {
      super("not in memory", null, false, false);
    }
  }

  /**
   * A run of members.
   *
   * @param start the place where it begins
   * @param rank the rank of its first member
   */
  private record Run(Bytes start, long rank) {}

  /** Chooses one of a node's children. */
  @FunctionalInterface
  private interface Descent {
    int childOf(CountNode node, long rankOfNode);
  }

  Elements count(StoredCollection set, CountBelow place, ReadTier tier) {
    try (Snapshot snapshot = reads.snapshot(tier == ReadTier.MEMORY)) {
      Bytes bound = bound(place);
      Bytes collection = collection(set);
      Run run = descend(snapshot, collection, (node, rank) -> node.childAt(bound));
      long count = run.rank;
      byte[] stop = new LayoutSink(64).bytes(collection).bytes(bound).toArray();
      try (Cursor cursor = snapshot.cursor(Family.SCORES)) {
        for (seek(cursor, collection, run.start);
            cursor.isValid() && Arrays.compareUnsigned(cursor.key(), stop) < 0;
            cursor.next()) {
          count++;
        }
        requireComplete(cursor);
      }
      return new Elements.Count(count, index(snapshot, set.address()));
    } catch (NotInMemory _) {
      return Elements.NOT_IN_MEMORY;
    }
  }

  Elements range(StoredCollection set, Ranks range, ReadTier tier) {
    try (Snapshot snapshot = reads.snapshot(tier == ReadTier.MEMORY)) {
      Bytes collection = collection(set);
      Run run =
          descend(snapshot, collection, (node, rank) -> childWithRank(node, range.from() - rank));
      List<ScoredMember> members = new ArrayList<>();
      AnswerRoom room = new AnswerRoom(answerBytesMax);
      long rank = run.rank;
      boolean isEnd;
      try (Cursor cursor = snapshot.cursor(Family.SCORES)) {
        for (seek(cursor, collection, run.start);
            cursor.isValid() && rank < range.to();
            cursor.next()) {
          if (rank >= range.from()) {
            ScoredMember member = ScoreLayout.member(cursor.key(), cursor.value());
            members.add(member);
            room.take(member.member().length());
            if (room.isExceeded()) {
              return Elements.TOO_LARGE;
            }
          }
          rank++;
        }
        isEnd = !cursor.isValid();
        requireComplete(cursor);
      }
      long first = rank - members.size();
      return new Elements.Ranked(first, members, isEnd, index(snapshot, set.address()));
    } catch (NotInMemory _) {
      return Elements.NOT_IN_MEMORY;
    }
  }

  private static Bytes collection(StoredCollection set) {
    LayoutSink sink = new LayoutSink(SlotPrefix.COLLECTION_LENGTH);
    ElementLayout.collection(sink, SlotPrefix.of(set.address()), set.id());
    return sink.toBytes();
  }

  /** Members before this place are those that count. */
  private static Bytes bound(CountBelow place) {
    Bytes member = place.member();
    if (member == null) {
      return ScoreLayout.place(place.score(), place.inclusive());
    }
    Bytes exact = ScoreLayout.place(place.score(), member);
    return place.inclusive() ? exact.concat(Bytes.wrap(new byte[1])) : exact;
  }

  private static int childWithRank(CountNode node, long rank) {
    long left = rank;
    int child = 0;
    while (child < node.children().size() - 1 && left >= node.children().get(child).count()) {
      left -= node.children().get(child).count();
      child++;
    }
    return child;
  }

  private static Run descend(Snapshot snapshot, Bytes collection, Descent descent)
      throws NotInMemory {
    LayoutSink key = new LayoutSink(64);
    CountLayout.root(key, collection);
    CountNode node = node(snapshot, key);
    long rank = 0;
    Bytes start = Bytes.EMPTY;
    while (node != null) {
      int number = descent.childOf(node, rank);
      Child child = node.children().get(number);
      rank += node.countBefore(number);
      start = child.place();
      CountLayout.node(key.clear(), collection, node.level() - 1, start);
      node = node.level() == 0 ? null : node(snapshot, key);
    }
    return new Run(start, rank);
  }

  private static @Nullable CountNode node(Snapshot snapshot, LayoutSink key) throws NotInMemory {
    byte[] value = snapshot.get(Family.COUNTS, key);
    if (value == null) {
      return null;
    }
    if (Database.isNotInMemory(value)) {
      throw new NotInMemory();
    }
    return CountNode.decode(value);
  }

  private static void seek(Cursor cursor, Bytes collection, Bytes place) {
    cursor.seek(new LayoutSink(64).bytes(collection).bytes(place));
  }

  private static void requireComplete(Cursor cursor) throws NotInMemory {
    if (!cursor.isValid() && !cursor.isComplete()) {
      throw new NotInMemory();
    }
  }

  /** How far the slot's log had been applied when the snapshot was taken. */
  private static long index(Snapshot snapshot, SlotAddress address) throws NotInMemory {
    LayoutSink key = new LayoutSink(64);
    SystemLayout.statusKey(key, address);
    byte[] value = snapshot.get(Family.SYSTEM, key);
    if (value == null) {
      return 0;
    }
    if (Database.isNotInMemory(value)) {
      throw new NotInMemory();
    }
    return SystemLayout.status(value).position().index();
  }
}
