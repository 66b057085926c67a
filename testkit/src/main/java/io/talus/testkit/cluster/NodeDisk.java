package io.talus.testkit.cluster;

import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.replica.Recovery;
import io.talus.domain.replication.replica.Stored;
import io.talus.domain.replication.replica.Write;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The binlog of a node with all its slots, and what its stores have flushed. A crash loses what was
 * not synced, from some record on.
 */
final class NodeDisk {
  /**
   * One record.
   *
   * @param puts the contents of the entries
   * @param snapshot the store's contents with a reset
   */
  record Written(
      long time,
      int slot,
      MemberId member,
      Write write,
      List<Optional<Put>> puts,
      Optional<StoreState> snapshot) {}

  /** What one replica finds. */
  record Found(Stored stored, TreeMap<Long, Logged> entries, StoreState store) {}

  private final List<Written> records = new ArrayList<>();
  private final Map<MemberKey, StoreState> flushed = new HashMap<>();
  private final Map<MemberKey, Long> dropped = new HashMap<>();
  private final Map<MemberKey, Membership> beginnings = new HashMap<>();
  private int synced;

  /** A replica of a slot, wherever it is. */
  record MemberKey(int slot, MemberId member) {
    static final Comparator<MemberKey> ORDER =
        Comparator.comparingInt(MemberKey::slot).thenComparing(MemberKey::member);

    @Override
    public String toString() {
      return "slot " + slot + " on " + member;
    }
  }

  void begin(MemberKey replica, Membership membership) {
    beginnings.put(replica, membership);
  }

  void append(Written record) {
    records.add(record);
  }

  int size() {
    return records.size();
  }

  boolean isSynced() {
    return synced == records.size();
  }

  long oldestUnsynced() {
    return isSynced() ? Long.MAX_VALUE : records.get(synced).time();
  }

  /** Makes durable what was there, and says what that is. */
  List<Written> syncUpTo(int count) {
    List<Written> covered = List.copyOf(records.subList(synced, Math.max(synced, count)));
    synced = Math.max(synced, count);
    return covered;
  }

  void flush(MemberKey replica, StoreState store) {
    flushed.put(replica, store.copy());
  }

  long flushedIndex(MemberKey replica) {
    StoreState store = flushed.get(replica);
    return store == null ? 0 : store.applied();
  }

  void drop(MemberKey replica, long through) {
    dropped.merge(replica, through, Math::max);
  }

  /** Keeps what is synced and a random part of what is not; returns what that part is. */
  List<Written> crash(RandomGenerator random) {
    int kept = synced + random.nextInt(records.size() - synced + 1);
    records.subList(kept, records.size()).clear();
    return syncUpTo(kept);
  }

  void forget(MemberKey replica) {
    int before = synced;
    for (int i = 0; i < before; i++) {
      if (isOf(records.get(i), replica)) {
        synced--;
      }
    }
    records.removeIf(record -> isOf(record, replica));
    flushed.remove(replica);
    dropped.remove(replica);
    beginnings.remove(replica);
  }

  private static boolean isOf(Written record, MemberKey replica) {
    return record.slot() == replica.slot() && record.member().equals(replica.member());
  }

  void wipe() {
    records.clear();
    flushed.clear();
    dropped.clear();
    beginnings.clear();
    synced = 0;
  }

  Found find(MemberKey replica) {
    Recovery recovery =
        new Recovery(Stored.initial(beginnings.getOrDefault(replica, Membership.NONE)));
    TreeMap<Long, Logged> entries = new TreeMap<>();
    StoreState store =
        flushed.containsKey(replica) ? flushed.get(replica).copy() : new StoreState();
    for (Written record : records) {
      if (isOf(record, replica)) {
        recovery.take(record.write());
        take(entries, record.write(), record.puts());
        if (record.snapshot().isPresent() && record.snapshot().get().applied() > store.applied()) {
          store = record.snapshot().get().copy();
        }
      }
    }
    recovery.applied(store.applied());
    long gone = dropped.getOrDefault(replica, 0L);
    recovery.droppedThrough(gone);
    entries.headMap(gone, true).clear();
    return new Found(recovery.stored(), entries, store);
  }

  /** What a write makes of the entries that are there. */
  static void take(NavigableMap<Long, Logged> entries, Write write, List<Optional<Put>> puts) {
    switch (write) {
      case Write.Epoch ignored -> {}
      case Write.Reset ignored -> entries.clear();
      case Write.Entries written -> {
        entries.tailMap(written.entries().firstIndex(), true).clear();
        written
            .entries()
            .runs()
            .forEach(
                run -> {
                  for (long index = run.first(); index <= run.last(); index++) {
                    int at = (int) (index - written.entries().firstIndex());
                    entries.put(index, new Logged(run.epoch(), puts.get(at)));
                  }
                });
      }
    }
  }
}
