package io.talus.application.walking;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandFlag;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import io.talus.application.session.Session;
import io.talus.application.session.Transaction;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * The keys of walks that store something: who wants to change one of them waits, everybody else
 * goes on. Tables are not told apart, since some commands name a key of another one. Belongs to the
 * shard's thread.
 */
final class WalkLocks {
  private final Map<Bytes, Session> owners = new HashMap<>();

  /** In the order in which they came; each session waits with one command at the most. */
  private final Queue<Session> waiting = new ArrayDeque<>();

  /** Nobody else changes these until {@link #release}. */
  void acquire(Session owner, CommandSpec spec, Arguments args) {
    keys(spec, args).forEach(key -> owners.putIfAbsent(key, owner));
  }

  /** Returns who may go on now. */
  List<Session> release(Session owner) {
    owners.values().removeIf(owner::equals);
    List<Session> all = new ArrayList<>(waiting);
    waiting.clear();
    return all;
  }

  /** Whether the command has to wait for a walk of another session; notes that it does. */
  boolean holds(Session session, CommandSpec spec, Arguments args) {
    if (owners.isEmpty() || !isHeld(session, spec, args)) {
      return false;
    }
    waiting.add(session);
    return true;
  }

  private boolean isHeld(Session session, CommandSpec spec, Arguments args) {
    Transaction transaction = session.transaction();
    if (transaction == null) {
      return conflicts(session, spec, args);
    }
    return transaction.queue().stream()
        .anyMatch(queued -> conflicts(session, queued.spec(), queued.args()));
  }

  /** What changes keys without naming them (FLUSHALL) changes any. */
  private boolean conflicts(Session session, CommandSpec spec, Arguments args) {
    if (!spec.has(CommandFlag.WRITE)) {
      return false;
    }
    Set<Bytes> keys = keys(spec, args);
    return keys.isEmpty()
        ? owners.values().stream().anyMatch(owner -> !owner.equals(session))
        : keys.stream().anyMatch(key -> isOthers(session, key));
  }

  private boolean isOthers(Session session, Bytes key) {
    Session owner = owners.get(key);
    return owner != null && !owner.equals(session);
  }

  static Set<Bytes> keys(CommandSpec spec, Arguments args) {
    Set<Bytes> keys = new HashSet<>();
    for (KeySpec keySpec : spec.keys()) {
      keySpec.forEach(args, i -> keys.add(args.get(i)));
    }
    return keys;
  }
}
