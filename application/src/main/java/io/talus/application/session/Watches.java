package io.talus.application.session;

import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which sessions watch which keys (WATCH). Belongs to the shard's thread. */
public final class Watches {
  /** A key of a table. */
  public record WatchedKey(int table, Bytes key) {}

  private final Map<WatchedKey, Set<Session>> sessionsByKey = new HashMap<>();
  private final Map<Session, Set<WatchedKey>> keysBySession = new HashMap<>();

  public boolean isEmpty() {
    return sessionsByKey.isEmpty();
  }

  public void watch(Session session, int table, Bytes key) {
    WatchedKey watched = new WatchedKey(table, key);
    if (keysBySession.computeIfAbsent(session, s -> new HashSet<>()).add(watched)) {
      sessionsByKey.computeIfAbsent(watched, k -> new HashSet<>()).add(session);
    }
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
    for (WatchedKey key : keys) {
      Set<Session> sessions = sessionsByKey.get(key);
      if (sessions != null) {
        sessions.remove(session);
        if (sessions.isEmpty()) {
          sessionsByKey.remove(key);
        }
      }
    }
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
