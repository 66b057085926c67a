package io.talus.application.cluster;

import io.talus.application.forward.Leaders;
import io.talus.application.port.EventLoop;
import io.talus.application.replication.Replicas;
import io.talus.application.replication.ServingReplica;
import io.talus.application.topology.ClusterImage;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.replication.topology.Address;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who leads which slot: by this node's own replicas, by the metadata, and by what other nodes say.
 * A larger epoch is always the newer one. Belongs to the shard's thread.
 *
 * <p>A slot that this node leads is served here while a majority supports that. Without support a
 * majority is asked (dissertation, section 6.4): the commands that wait for the answer run in the
 * very moment in which it comes, and no others.
 */
final class KnownLeaders implements Leaders {
  private static final Standing[] NONE = {};

  /** What is known of a slot. */
  private static final class Standing {
    private final SlotId slot;
    private long epoch;
    private @Nullable Leader leader;
    private @Nullable ServingReplica own;
    private boolean confirming;
    private boolean confirmed;

    private Standing(SlotId slot) {
      this.slot = slot;
    }
  }

  private final int self;
  private final EventLoop loop;
  private final Map<Integer, Address> addresses = new TreeMap<>();
  private final List<Listener> listeners = new ArrayList<>();
  private Standing[][] byTable = {};
  private boolean[] covered = {};
  private @Nullable Replicas replicas;

  KnownLeaders(int self, EventLoop loop) {
    this.self = self;
    this.loop = loop;
  }

  /** From now on this node has replicas. */
  void begin(Replicas own) {
    replicas = own;
  }

  @Override
  public int self() {
    return self;
  }

  @Override
  public boolean covers(int table) {
    return table < covered.length && covered[table];
  }

  @Override
  public boolean isHere(int table, int slot) {
    Standing standing = find(table, slot);
    if (standing == null || standing.own == null) {
      return false;
    }
    if (standing.confirmed || standing.own.servesReads()) {
      return true;
    }
    if (standing.own.mayAsk()) {
      confirm(standing);
    } // else it is told when the lease is back
    return false;
  }

  @Override
  public @Nullable Leader of(int table, int slot) {
    Standing standing = find(table, slot);
    return standing == null ? null : standing.leader;
  }

  @Override
  public @Nullable Address address(int node) {
    return addresses.get(node);
  }

  @Override
  public boolean isFollower(int table, int slot) {
    Standing standing = find(table, slot);
    return standing != null
        && standing.own == null
        && replicas != null
        && replicas.member(standing.slot).isPresent();
  }

  @Override
  public boolean mayReadFollower(int table, int slot) {
    Standing standing = find(table, slot);
    return standing != null && replicas != null && replicas.servesStaleReads(standing.slot);
  }

  @Override
  public void heard(int table, int slot, Leader leader) {
    learn(new SlotId(table, slot), leader.epoch(), Optional.of(leader.node()));
  }

  @Override
  public void onChange(Listener listener) {
    listeners.add(listener);
  }

  // ------------------------------------------------------------------------------------------
  // what is learnt

  /** This node's replica says who leads; nobody, if it does not know. */
  void ledBy(SlotId slot, long epoch, Optional<MemberId> leader) {
    Standing standing = standing(slot);
    boolean leads = leader.isPresent() && leader.get().node() == self;
    standing.own = leads && replicas != null ? replicas.serving(slot) : null;
    learn(slot, epoch, leader.map(MemberId::node));
    if (leads) {
      changed(slot); // though it is no news to others: it serves again
    }
  }

  /**
   * The lease is back, with which this node leads where it was appointed: what waited may go on.
   */
  void leaseIsBack() {
    for (Standing[] ofTable : byTable) {
      for (Standing standing : ofTable) {
        if (standing != null && standing.own != null && !standing.own.mayAsk()) {
          changed(standing.slot);
        }
      }
    }
  }

  /** The metadata says what there is, and who led last. */
  void follow(ClusterImage image) {
    int tables =
        image.tables().all().stream().mapToInt(table -> table.number() + 1).max().orElse(0);
    covered = new boolean[tables];
    image.tables().all().forEach(table -> covered[table.number()] = true);
    image.topology().groups().forEach(this::follow);
    addresses.clear();
    image
        .topology()
        .nodes()
        .forEach((node, entry) -> addresses.put(node, entry.addresses().cluster()));
  }

  private void follow(SlotId slot, ReplicaGroup group) {
    group.leader().ifPresent(leader -> learn(slot, group.epoch(), Optional.of(leader.node())));
  }

  private void learn(SlotId slot, long epoch, Optional<Integer> node) {
    Standing standing = standing(slot);
    boolean isNews =
        epoch > standing.epoch
            || (epoch == standing.epoch && standing.leader == null && node.isPresent())
            || (epoch == standing.epoch && standing.leader != null && lostIt(standing, node));
    if (isNews) {
      standing.epoch = epoch;
      standing.leader = node.map(number -> new Leader(number, epoch)).orElse(null);
      changed(slot);
    }
  }

  /** Only a leader itself can tell within its epoch that it leads no more. */
  private boolean lostIt(Standing standing, Optional<Integer> node) {
    Leader leader = standing.leader;
    return node.isEmpty() && leader != null && leader.node() == self && standing.own == null;
  }

  private void changed(SlotId slot) {
    for (Listener listener : listeners) {
      listener.changed(slot.table(), slot.slot());
    }
  }

  // ------------------------------------------------------------------------------------------
  // confirmed reads

  private void confirm(Standing standing) {
    Replicas own = replicas;
    if (!standing.confirming && own != null) {
      standing.confirming = true;
      loop.post(
          () ->
              own.read(
                  standing.slot,
                  () -> loop.post(() -> confirmed(standing)),
                  () -> loop.post(() -> refused(standing))));
    }
  }

  /** Those that waited run now; whoever comes later has to ask again. */
  private void confirmed(Standing standing) {
    standing.confirming = false;
    standing.confirmed = true;
    try {
      for (Listener listener : listeners) {
        listener.confirmed(standing.slot.table(), standing.slot.slot());
      }
    } finally {
      standing.confirmed = false;
    }
  }

  private void refused(Standing standing) {
    standing.confirming = false;
    changed(standing.slot);
  }

  // ------------------------------------------------------------------------------------------
  // slots by number

  private @Nullable Standing find(int table, int slot) {
    return table < byTable.length && slot < byTable[table].length ? byTable[table][slot] : null;
  }

  private Standing standing(SlotId slot) {
    Standing found = find(slot.table(), slot.slot());
    if (found != null) {
      return found;
    }
    if (slot.table() >= byTable.length) {
      int before = byTable.length;
      byTable = Arrays.copyOf(byTable, slot.table() + 1);
      Arrays.fill(byTable, before, byTable.length, NONE);
    }
    if (slot.slot() >= byTable[slot.table()].length) {
      byTable[slot.table()] = Arrays.copyOf(byTable[slot.table()], 2 * slot.slot() + 1);
    }
    Standing made = new Standing(slot);
    byTable[slot.table()][slot.slot()] = made;
    return made;
  }
}
