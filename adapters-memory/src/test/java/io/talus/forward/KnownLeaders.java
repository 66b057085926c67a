package io.talus.forward;

import io.talus.application.forward.Leaders;
import io.talus.domain.replication.topology.Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one node knows of who leads which slot of table 0. */
final class KnownLeaders implements Leaders {
  private final int self;
  private final Map<Integer, Leader> known = new HashMap<>();

  /** The epochs that the node has given up: it does not believe in them again. */
  private final Map<Integer, Long> over = new HashMap<>();

  private final List<Listener> listeners = new ArrayList<>();

  /** Everything is here while the test itself looks, or moves data. */
  private boolean all;

  private final Set<Integer> followed = new HashSet<>();
  private final Set<Integer> readable = new HashSet<>();

  KnownLeaders(int self) {
    this.self = self;
  }

  void all(boolean yes) {
    all = yes;
  }

  /** The node learns it, if it is news. */
  void learn(int slot, Leader leader) {
    Leader before = known.get(slot);
    long newest = before == null ? over.getOrDefault(slot, 0L) : before.epoch();
    if (newest < leader.epoch()) {
      known.put(slot, leader);
      listeners.forEach(listener -> listener.changed(0, slot));
    }
  }

  /** The node finds out that it does not lead any more, and does not know who does. */
  void forgets(int slot) {
    Leader before = known.remove(slot);
    if (before != null) {
      over.put(slot, before.epoch());
    }
    listeners.forEach(listener -> listener.changed(0, slot));
  }

  @Override
  public int self() {
    return self;
  }

  @Override
  public boolean covers(int table) {
    return !all && table == 0;
  }

  @Override
  public boolean isHere(int table, int slot) {
    Leader leader = of(table, slot);
    return leader != null && leader.node() == self;
  }

  @Override
  public @Nullable Leader of(int table, int slot) {
    return all || table != 0 ? new Leader(self, 0) : known.get(slot);
  }

  /** The node has a follower of the slot from now on; clients may read it, or not. */
  void follows(int slot, boolean isReadable) {
    followed.add(slot);
    if (isReadable) {
      readable.add(slot);
    }
  }

  @Override
  public Address address(int node) {
    return new Address("node" + node, 7000 + node);
  }

  @Override
  public boolean isFollower(int table, int slot) {
    return followed.contains(slot);
  }

  @Override
  public boolean mayReadFollower(int table, int slot) {
    return readable.contains(slot);
  }

  @Override
  public void heard(int table, int slot, Leader leader) {
    if (leader.node() != self) {
      learn(slot, leader); // who leads is told by the cluster that it does
    }
  }

  @Override
  public void onChange(Listener listener) {
    listeners.add(listener);
  }
}
