package io.talus.testkit.cluster;

import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.log.Stretch;
import io.talus.domain.replication.message.Message;
import io.talus.domain.replication.replica.Effect;
import io.talus.domain.replication.replica.Event;
import io.talus.domain.replication.replica.Replica;
import io.talus.domain.replication.replica.Write;
import io.talus.testkit.cluster.NodeDisk.MemberKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One replica with what its process keeps for it: contents of entries, store, replies that wait.
 */
final class SimulatedReplica {
  private final SimulatedNode node;
  private final MemberKey key;
  private final Replica machine;
  private final Gate gate;
  private final TreeMap<Long, Logged> entries;
  private StoreState store;
  private Optional<Operation> proposing = Optional.empty();
  private long checkedCommit;

  SimulatedReplica(SimulatedNode node, MemberKey key, NodeDisk.Found found) {
    this.node = node;
    this.key = key;
    this.machine =
        new Replica(
            key.member(),
            found.stored(),
            node.cluster().policy(),
            node.replicaContext(),
            node.clock());
    this.gate = new Gate(node, machine);
    this.entries = found.entries();
    this.store = found.store();
    this.checkedCommit = machine.commit();
  }

  MemberKey key() {
    return key;
  }

  Replica machine() {
    return machine;
  }

  StoreState store() {
    return store;
  }

  NavigableMap<Long, Logged> entries() {
    return entries;
  }

  // ------------------------------------------------------------------------------------------
  // events

  void receive(Envelope envelope) {
    step(new Event.Received(envelope.message()), contentsOf(envelope), envelope.snapshot());
  }

  private static Contents contentsOf(Envelope envelope) {
    if (envelope.message() instanceof Message.Append append) {
      long first = append.entries().firstIndex();
      return index -> envelope.puts().get((int) (index - first));
    }
    return index -> Optional.empty();
  }

  void step(Event event) {
    step(event, index -> Optional.empty(), Optional.empty());
  }

  /** A client's request. */
  void request(Operation operation) {
    proposing = Optional.of(operation);
    if (operation.write) {
      step(new Event.Propose(1), index -> Optional.of(operation.put()), Optional.empty());
    } else if (gate.mayRead()) {
      readFromMemory(operation);
    } else {
      step(new Event.Read(gate.ask(operation)));
    }
    proposing = Optional.empty();
  }

  /** Sees what was executed, committed or not. */
  private void readFromMemory(Operation operation) {
    node.readFromMemory();
    for (Map.Entry<Long, Logged> entry : entries.descendingMap().entrySet()) {
      Optional<Put> put = entry.getValue().put();
      if (entry.getKey() > store.applied() && put.isPresent() && put.get().key() == operation.key) {
        LogPosition position = new LogPosition(entry.getValue().epoch(), entry.getKey());
        gate.read(operation, position, new StoreState.Value(put.get().value(), entry.getKey()));
        return;
      }
    }
    gate.read(operation, LogPosition.NONE, store.get(operation.key));
  }

  /** Contents by index, of the entries that an event brings. */
  private interface Contents {
    Optional<Put> at(long index);
  }

  private void step(Event event, Contents contents, Optional<StoreState> snapshot) {
    List<Effect> effects = machine.step(event, node.clock());
    node.cluster().trace().stepped(node.cluster().now(), key, event, effects);
    effects.forEach(effect -> perform(effect, contents, snapshot));
    apply();
    gate.open();
    gate.applied(store);
    node.cluster().invariants().stepped(this, node.clock());
  }

  // ------------------------------------------------------------------------------------------
  // effects

  private void perform(Effect effect, Contents contents, Optional<StoreState> snapshot) {
    switch (effect) {
      case Effect.Persist persist -> write(persist.write(), contents, snapshot);
      case Effect.Send send -> send(send.message());
      case Effect.Committed committed -> committed(committed.through());
      case Effect.Proposed proposed ->
          proposing.ifPresent(operation -> gate.write(operation, proposed.first()));
      case Effect.Refused ignored -> proposing.ifPresent(node::refuse);
      case Effect.ReadReady ready -> gate.confirmed(ready.id(), ready.index());
      case Effect.ReadRefused refused -> gate.refused(refused.id());
      case Effect.StreamSnapshot stream -> streamSnapshot(stream);
      case Effect.Leading leading -> node.cluster().invariants().leading(this, leading.epoch());
      case Effect.LeadershipLost ignored -> gate.lost();
      case Effect.EpochAdopted ignored -> {}
      case Effect.Following ignored -> {}
    }
  }

  private void write(Write write, Contents contents, Optional<StoreState> snapshot) {
    List<Optional<Put>> puts = new ArrayList<>();
    if (write instanceof Write.Entries written) {
      for (long i = written.entries().firstIndex(); i <= written.entries().lastIndex(); i++) {
        puts.add(isUnit(written.entries(), i) ? contents.at(i) : Optional.empty());
      }
    }
    NodeDisk.take(entries, write, puts);
    Optional<StoreState> installed = write instanceof Write.Reset ? snapshot : Optional.empty();
    installed.ifPresent(
        state -> {
          store = state.copy();
          checkedCommit = state.applied();
        });
    NodeDisk.Written record =
        new NodeDisk.Written(
            node.cluster().now(), key.slot(), key.member(), write, puts, installed);
    if (machine.isLeader()) {
      node.cluster().invariants().proposed(this, write);
    }
    node.cluster().invariants().written(record);
    node.write(record);
  }

  private static boolean isUnit(Stretch entries, long index) {
    return entries.changes().stream().noneMatch(change -> change.index() == index);
  }

  private void send(Message message) {
    List<Optional<Put>> puts = new ArrayList<>();
    if (message instanceof Message.Append append) {
      for (long i = append.entries().firstIndex(); i <= append.entries().lastIndex(); i++) {
        puts.add(entry(i).put());
      }
    }
    node.send(new Envelope(key.slot(), message, puts, Optional.empty()), 0);
  }

  private Logged entry(long index) {
    Logged entry = entries.get(index);
    if (entry == null) {
      throw new AssertionError(key + " has no entry " + index + ", only " + entries.keySet());
    }
    return entry;
  }

  private void streamSnapshot(Effect.StreamSnapshot stream) {
    MemberId to = stream.to();
    long index = store.applied();
    long epoch =
        index == machine.logStart().index() ? machine.logStart().epoch() : entry(index).epoch();
    Message message =
        new Message.Snapshot(
            key.member(),
            to,
            machine.epoch(),
            new LogPosition(epoch, index),
            machine.membershipAt(index),
            machine.history(),
            stream.diverged());
    node.send(new Envelope(key.slot(), message, List.of(), Optional.of(store.copy())), 20);
    node.later(60, () -> step(new Event.SnapshotEnded(to)));
  }

  private void committed(LogPosition through) {
    for (long index = checkedCommit + 1; index <= through.index(); index++) {
      node.cluster().invariants().committed(this, index, entry(index));
    }
    checkedCommit = through.index();
  }

  private void apply() {
    long end = Math.min(machine.commit(), machine.durableIndex());
    for (long index = store.applied() + 1; index <= end; index++) {
      Logged entry = entry(index);
      node.cluster().invariants().applied(key.slot(), index, entry);
      store.apply(index, entry.put());
    }
  }

  /** Whether the store as it is may reach the disk: a snapshot does when its record has. */
  boolean mayFlush() {
    return store.applied() <= machine.durableIndex();
  }

  void dropLog(long through) {
    entries.headMap(through, true).clear();
    step(new Event.LogDropped(through));
  }
}
