package io.talus.application.shard;

import io.talus.application.session.Session;
import io.talus.application.session.SessionMemory;
import io.talus.application.session.Watches.WatchedKey;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The clients that wait for keys, in the order in which they came, and the keys that have changed
 * since they were last served. Belongs to the shard's thread.
 */
public final class BlockedClients {
  private final Map<WatchedKey, Set<Session>> waiters = new HashMap<>();

  /** Emptied after each command: what it changed, and only keys that somebody waits for. */
  private final Set<WatchedKey> ready = new LinkedHashSet<>();

  private final SessionMemory memory;

  public BlockedClients(SessionMemory memory) {
    this.memory = memory;
  }

  boolean isEmpty() {
    return waiters.isEmpty();
  }

  /**
   * The session waits for these keys.
   *
   * @throws io.talus.application.command.CommandError if they are too many; then it waits for none
   */
  void add(Session session, int table, List<Bytes> keys) {
    memory.keep(session, SessionMemory.bytesOf(keys));
    for (Bytes key : keys) {
      waiters.computeIfAbsent(new WatchedKey(table, key), k -> new LinkedHashSet<>()).add(session);
    }
  }

  void remove(Session session, int table, List<Bytes> keys) {
    memory.giveBack(session, SessionMemory.bytesOf(keys));
    for (Bytes key : keys) {
      WatchedKey waited = new WatchedKey(table, key);
      Set<Session> sessions = waiters.get(waited);
      if (sessions != null) {
        sessions.remove(session);
        if (sessions.isEmpty()) {
          waiters.remove(waited);
        }
      }
    }
  }

  void changed(int table, Bytes key) {
    if (!waiters.isEmpty()) {
      WatchedKey changed = new WatchedKey(table, key);
      if (waiters.containsKey(changed)) {
        ready.add(changed);
      }
    }
  }

  /** The next key that has changed while somebody waits for it; null if there is none. */
  @Nullable WatchedKey pollReady() {
    if (ready.isEmpty()) {
      return null;
    }
    WatchedKey first = ready.iterator().next();
    ready.remove(first);
    return first;
  }

  /** Who waits for keys of the table. */
  Set<Session> waitingIn(int table) {
    Set<Session> sessions = new LinkedHashSet<>();
    waiters.forEach(
        (key, waiting) -> {
          if (key.table() == table) {
            sessions.addAll(waiting);
          }
        });
    return sessions;
  }

  /** Who waits for the key, first come first. */
  List<Session> waitersOf(WatchedKey key) {
    return new ArrayList<>(waiters.getOrDefault(key, Set.of()));
  }
}
