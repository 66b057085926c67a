package io.talus.testkit.cluster;

import io.talus.domain.replication.group.ConsistencyPolicy;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.replica.Replica;
import io.talus.domain.replication.replica.Write;
import io.talus.testkit.cluster.NodeDisk.MemberKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What must always hold; looked at with every step. */
final class Invariants {
  private record SlotEpoch(int slot, long epoch) {}

  private record SlotIndex(int slot, long epoch, long index) {}

  private record SlotKey(int slot, int key) {}

  private record Trail(Logged entry, long epochBefore) {}

  /** What one replica has durably; up to the base it is in a snapshot. */
  private static final class Durable {
    private long base;
    private final TreeMap<Long, Long> epochs = new TreeMap<>();
    private final Map<Long, MemberId> votes = new HashMap<>();

    private boolean has(long index, long epoch) {
      return index <= base || Long.valueOf(epoch).equals(epochs.get(index));
    }
  }

  private final Cluster cluster;
  private final Map<SlotEpoch, MemberId> leaders = new HashMap<>();
  private final Map<Integer, List<Logged>> committed = new HashMap<>();
  private final Map<SlotIndex, Trail> written = new HashMap<>();
  private final Map<MemberKey, Durable> durable = new HashMap<>();
  private final Map<Integer, List<Long>> commitEpochs = new HashMap<>();
  private final Map<Integer, Membership> memberships = new HashMap<>();
  private final Set<MemberKey> everMembers = new HashSet<>();
  private final Map<SlotKey, Long> acknowledged = new HashMap<>();

  Invariants(Cluster cluster) {
    this.cluster = cluster;
  }

  List<Logged> committed(int slot) {
    return committed.computeIfAbsent(slot, s -> new ArrayList<>());
  }

  private boolean elects() {
    return cluster.policy() == ConsistencyPolicy.QUORUM;
  }

  private boolean hasVoted(MemberKey candidate, long epoch, MemberId voter) {
    Durable disk = durable.get(new MemberKey(candidate.slot(), voter));
    return disk != null && candidate.member().equals(disk.votes.get(epoch));
  }

  private List<Long> committedIn(int slot) {
    return commitEpochs.computeIfAbsent(slot, s -> new ArrayList<>());
  }

  private void remember(int slot, Membership membership) {
    memberships.put(slot, membership);
    membership.voters().forEach(member -> everMembers.add(new MemberKey(slot, member)));
    membership.learners().forEach(member -> everMembers.add(new MemberKey(slot, member)));
  }

  /** Who belongs to the group by the last committed entry. */
  Membership membership(int slot) {
    return memberships.getOrDefault(slot, Membership.NONE);
  }

  /** Whether the member has belonged to the group and does not any more, for good. */
  boolean hasLeft(MemberKey key) {
    return everMembers.contains(key) && !membership(key.slot()).contains(key.member());
  }

  /** The last index that a client has had an answer about. */
  long acknowledged(int slot, int key) {
    return acknowledged.getOrDefault(new SlotKey(slot, key), 0L);
  }

  /** One leader an epoch, and it has everything that was committed in the epochs before. */
  void leading(SimulatedReplica replica, long epoch) {
    MemberKey key = replica.key();
    MemberId other = leaders.putIfAbsent(new SlotEpoch(key.slot(), epoch), key.member());
    check(other == null, () -> "epoch " + epoch + " led by " + other + " and " + key);
    check(
        !elects()
            || replica.machine().membership().isMajority(voter -> hasVoted(key, epoch, voter)),
        () -> key + " leads epoch " + epoch + " without a majority of votes on disk");
    List<Logged> all = committed(key.slot());
    Replica machine = replica.machine();
    List<Long> epochs = committedIn(key.slot());
    for (long index = machine.logStart().index() + 1; index <= all.size(); index++) {
      Logged entry = replica.entries().get(index);
      long lost = index;
      check(
          !elects()
              || epochs.get((int) index - 1) > epoch
              || all.get((int) index - 1).equals(entry),
          () -> key + " leads epoch " + epoch + " without committed entry " + lost);
    }
  }

  /** Same index and epoch: same contents, and the same before it. */
  void written(NodeDisk.Written record) {
    if (record.write() instanceof Write.Entries write) {
      long before = write.entries().previous().epoch();
      TreeMap<Long, Logged> entries = new TreeMap<>();
      NodeDisk.take(entries, write, record.puts());
      for (Map.Entry<Long, Logged> entry : entries.entrySet()) {
        Trail trail = new Trail(entry.getValue(), before);
        SlotIndex at = new SlotIndex(record.slot(), entry.getValue().epoch(), entry.getKey());
        Trail known = written.putIfAbsent(at, trail);
        check(known == null || known.equals(trail), () -> at + ": " + trail + " and " + known);
        before = entry.getValue().epoch();
      }
    }
  }

  void durable(List<NodeDisk.Written> records) {
    for (NodeDisk.Written record : records) {
      Durable log =
          durable.computeIfAbsent(
              new MemberKey(record.slot(), record.member()), key -> new Durable());
      if (record.write() instanceof Write.Reset reset) {
        log.base = reset.snapshot().index();
        log.epochs.clear();
      } else if (record.write() instanceof Write.Epoch entered) {
        entered.vote().ifPresent(vote -> log.votes.put(entered.epoch(), vote));
      } else if (record.write() instanceof Write.Entries) {
        TreeMap<Long, Logged> entries = new TreeMap<>();
        NodeDisk.take(entries, record.write(), record.puts());
        log.epochs.tailMap(entries.firstKey(), true).clear();
        entries.forEach((index, entry) -> log.epochs.put(index, entry.epoch()));
      }
    }
  }

  /**
   * What is committed is the same everywhere, and a majority of the leader's voters has it on disk.
   */
  void committed(SimulatedReplica replica, long index, Logged entry) {
    MemberKey key = replica.key();
    List<Logged> all = committed(key.slot());
    if (!elects() && index <= all.size() && !all.get((int) index - 1).equals(entry)) {
      // Whoever was appointed lacked it: that is what such a table may lose.
      all.subList((int) index - 1, all.size()).clear();
      committedIn(key.slot()).subList((int) index - 1, committedIn(key.slot()).size()).clear();
    }
    if (index <= all.size()) {
      Logged known = all.get((int) index - 1);
      check(
          known.equals(entry), () -> key + " commits " + index + " as " + entry + ", not " + known);
      return;
    }
    check(index == all.size() + 1, () -> key + " commits " + index + " behind " + all.size());
    boolean held =
        replica
            .machine()
            .membership()
            .isMajority(member -> isHeld(key.slot(), member, index, entry));
    check(held || !elects(), () -> key + " commits " + index + " without a majority of disks");
    all.add(entry);
    committedIn(key.slot()).add(replica.machine().epoch());
    remember(key.slot(), replica.machine().membershipAt(index));
    checkNobodyElseServes(replica);
  }

  /** Nobody reads from memory any more when a later leader has committed something. */
  void stepped(SimulatedReplica replica, long clock) {
    List<Long> epochs = committedIn(replica.key().slot());
    if (!epochs.isEmpty() && replica.machine().servesReads(clock)) {
      check(
          replica.machine().epoch() >= epochs.getLast(),
          () -> replica.key() + " serves reads although epoch " + epochs.getLast() + " has begun");
    }
  }

  /** Who becomes a voter has everything that its leader has committed. */
  void proposed(SimulatedReplica leader, Write write) {
    if (write instanceof Write.Entries entries && !entries.entries().changes().isEmpty()) {
      long index = entries.entries().lastIndex();
      List<MemberId> before = leader.machine().membershipAt(index - 1).voters();
      long commit = Math.min(leader.machine().commit(), committed(leader.key().slot()).size());
      for (MemberId voter : leader.machine().membershipAt(index).voters()) {
        check(
            before.contains(voter)
                || commit == 0
                || isHeld(
                    leader.key().slot(),
                    voter,
                    commit,
                    committed(leader.key().slot()).get((int) commit - 1)),
            () -> voter + " becomes a voter without entry " + commit);
      }
    }
  }

  private boolean isHeld(int slot, MemberId member, long index, Logged entry) {
    Durable log = durable.get(new MemberKey(slot, member));
    return log != null && log.has(index, entry.epoch());
  }

  /** Who still answers from memory would not see what has just been committed. */
  private void checkNobodyElseServes(SimulatedReplica leader) {
    for (SimulatedNode node : cluster.nodes()) {
      node.replica(leader.key().slot())
          .filter(replica -> replica != leader)
          .ifPresent(
              replica ->
                  check(
                      !replica.machine().servesReads(node.clock()),
                      () -> replica.key() + " serves reads beside " + leader.key()));
    }
  }

  void applied(int slot, long index, Logged entry) {
    List<Logged> all = committed(slot);
    check(
        index <= all.size() && all.get((int) index - 1).equals(entry),
        () -> "slot " + slot + " applies " + index + " " + entry + ", which is not committed");
  }

  /** What a process finds in its store was committed. */
  void opened(SimulatedReplica replica) {
    check(
        replica.store().applied() <= committed(replica.key().slot()).size(),
        () -> replica.key() + " finds " + replica.store() + " in its store");
  }

  /** A write that is answered is committed; a read has seen what was answered before it began. */
  void answered(Operation operation, StoreState.Value value) {
    List<Logged> all = committed(operation.slot);
    if (value.index() > 0) {
      check(
          value.index() <= all.size()
              && all.get((int) value.index() - 1)
                  .put()
                  .equals(Optional.of(new Put(operation.key, value.value()))),
          () -> operation + " answered with " + value + ", which is not committed");
    }
    check(
        operation.write || value.index() >= operation.mustSee,
        () -> operation + " answered with " + value + ", after " + operation.mustSee);
    acknowledged.merge(new SlotKey(operation.slot, operation.key), value.index(), Math::max);
  }

  private interface Text {
    String get();
  }

  private void check(boolean holds, Text otherwise) {
    if (!holds) {
      throw new AssertionError("at " + cluster.now() + ": " + otherwise.get());
    }
  }
}
