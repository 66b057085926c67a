package io.talus.application.connection;

import io.talus.application.port.EventLoop;
import io.talus.application.session.Session;
import io.talus.application.settings.AccessSettings;
import io.talus.application.settings.Settings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whom was refused what of late (ACL LOG). Belongs to the shard's thread. */
public final class RefusalLog {
  /** As Redis: refusals that are alike within a minute are one entry with a count. */
  private static final long ALIKE_MILLIS = 60_000;

  /** Why something was refused. */
  public enum Reason {
    AUTH,
    COMMAND;

    public String redisName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Refusals that are alike.
   *
   * @param object what was refused: a command's name
   * @param user who asked, as far as that is known
   * @param inside where: {@code toplevel} or {@code multi}
   * @param client who asked last, as CLIENT LIST describes it
   */
  public record Entry(
      long id,
      long count,
      Reason reason,
      String inside,
      String object,
      String user,
      String client,
      long createdMillis,
      long updatedMillis) {

    boolean isLike(Entry other) {
      return reason == other.reason
          && inside.equals(other.inside)
          && object.equals(other.object)
          && user.equals(other.user)
          && other.updatedMillis - updatedMillis <= ALIKE_MILLIS;
    }

    Entry again(Entry now) {
      return new Entry(
          id,
          count + 1,
          reason,
          inside,
          object,
          user,
          now.client,
          createdMillis,
          now.updatedMillis);
    }
  }

  private final Deque<Entry> entries = new ArrayDeque<>();
  private final EventLoop loop;
  private long lengthMax;
  private long nextId;

  public RefusalLog(Settings settings, EventLoop loop) {
    this.loop = loop;
    settings.onChange(
        changed -> {
          lengthMax = changed.get(AccessSettings.REFUSALS_MAX);
          trim();
        });
  }

  /** Notes a refusal. */
  public void add(Reason reason, String object, String user, Session session) {
    long now = loop.nowMillis();
    Entry entry =
        new Entry(
            nextId,
            1,
            reason,
            session.transaction() == null ? "toplevel" : "multi",
            object,
            user,
            ClientLine.idle(session, now),
            now,
            now);
    entries.addFirst(withdrawLike(entry).map(before -> before.again(entry)).orElse(entry));
    nextId = Math.max(nextId, entries.getFirst().id() + 1);
    trim();
  }

  private Optional<Entry> withdrawLike(Entry entry) {
    for (Iterator<Entry> all = entries.iterator(); all.hasNext(); ) {
      Entry before = all.next();
      if (before.isLike(entry)) {
        all.remove();
        return Optional.of(before);
      }
    }
    return Optional.empty();
  }

  private void trim() {
    while (entries.size() > lengthMax) {
      entries.removeLast();
    }
  }

  /** The newest entries, up to {@code count}. */
  public List<Entry> newest(long count) {
    return entries.stream().limit(count).toList();
  }

  public void clear() {
    entries.clear();
  }

  public long nowMillis() {
    return loop.nowMillis();
  }
}
