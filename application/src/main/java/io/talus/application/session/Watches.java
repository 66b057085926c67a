package io.talus.application.session;

import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which sessions watch which keys (WATCH). Belongs to the shard's thread. */
public final class Watches {
  /** A key of a table. */
  public record WatchedKey(int table, Bytes key) {}

  private final Map<WatchedKey, Set<Session>> sessionsByKey = new HashMap<>();
  private final Map<Session, Set<WatchedKey>> keysBySession = new HashMap<>();

  private final SessionMemory memory;

  /** Nobody watches anything yet. */
  public Watches(SessionMemory memory) {
    this.memory = memory;
  }

  public boolean isEmpty() {
    return sessionsByKey.isEmpty();
  }

  /**
   * The session watches these keys, too.
   *
   * @throws io.talus.application.command.CommandError if they are too many; then it watches none of
   *     them
   */
  public void watch(Session session, List<WatchedKey> keys) {
    Set<WatchedKey> known = keysBySession.getOrDefault(session, Set.of());
    Set<WatchedKey> more = new LinkedHashSet<>();
    long bytes = 0;
    for (WatchedKey key : keys) {
      if (!known.contains(key) && more.add(key)) {
        bytes += SessionMemory.bytesOf(key.key());
      }
    }
    memory.keep(session, bytes);
    if (!more.isEmpty()) {
      keysBySession.computeIfAbsent(session, s -> new HashSet<>()).addAll(more);
      more.forEach(key -> sessionsByKey.merge(key, Set.of(session), Watches::union));
    }
  }

  /** Nearly every key has one watcher, for whom a hash table would be too much. */
  private static Set<Session> union(Set<Session> before, Set<Session> one) {
    Set<Session> all = before instanceof HashSet<Session> ? before : new HashSet<>(before);
    all.addAll(one);
    return all;
  }

  /** The keys the session watches. */
  public List<WatchedKey> of(Session session) {
    return new ArrayList<>(keysBySession.getOrDefault(session, Set.of()));
  }

  public void unwatch(Session session) {
    session.watchBroken(false);
    Set<WatchedKey> keys = keysBySession.remove(session);
    if (keys == null) {
      return;
    }
    long bytes = 0;
    for (WatchedKey key : keys) {
      sessionsByKey.computeIfPresent(key, (k, sessions) -> without(session, sessions));
      bytes += SessionMemory.bytesOf(key.key());
    }
    memory.giveBack(session, bytes);
  }

  private static @Nullable Set<Session> without(Session session, Set<Session> sessions) {
    if (sessions.size() == 1) {
      return null; // the session itself
    }
    sessions.remove(session);
    return sessions;
  }

  public void changed(int table, Bytes key) {
    Set<Session> sessions = sessionsByKey.get(new WatchedKey(table, key));
    if (sessions != null) {
      sessions.forEach(session -> session.watchBroken(true));
    }
  }

  /** The keys of the table that somebody watches. */
  public List<Bytes> watchedKeys(int table) {
    List<Bytes> keys = new ArrayList<>();
    for (WatchedKey watched : sessionsByKey.keySet()) {
      if (watched.table() == table) {
        keys.add(watched.key());
      }
    }
    return keys;
  }
}
