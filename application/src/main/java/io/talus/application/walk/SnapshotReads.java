package io.talus.application.walk;

import io.talus.application.command.CommandError;
import io.talus.application.inplace.ElementReads;
import io.talus.application.inplace.RecentElements;
import io.talus.application.inplace.RecentEntries;
import io.talus.application.port.ElementQuery;
import io.talus.application.port.ElementQuery.ByHash;
import io.talus.application.port.ElementQuery.Named;
import io.talus.application.port.ElementQuery.Positions;
import io.talus.application.port.ElementQuery.Ranks;
import io.talus.application.port.Elements;
import io.talus.application.port.InPlace;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.StoreSnapshot;
import io.talus.application.port.StoredCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ScoredMember;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads elements from a snapshot, a page at a time: also who asks for many has never more of them
 * in memory than he keeps. Belongs to one walk.
 */
final class SnapshotReads implements ElementReads {
  private final StoreSnapshot snapshot;
  private final Set<SlotAddress> kept;
  private final BooleanSupplier isCancelled;
  private final Map<StoredCollection, NamedWindow> windows = new HashMap<>();
  private final RecentEntries recentEntries = new RecentEntries();
  private final RecentElements recentElements = new RecentElements(() -> 0);

  SnapshotReads(StoreSnapshot snapshot, Collection<SlotAddress> kept, BooleanSupplier isCancelled) {
    this.snapshot = snapshot;
    this.kept = Set.copyOf(kept);
    this.isCancelled = isCancelled;
  }

  @Override
  public boolean isDirect() {
    return true;
  }

  @Override
  public Elements read(InPlace of, ElementQuery query) {
    if (isCancelled.getAsBoolean()) {
      throw new WalkCancelled();
    }
    return switch (query) {
      case Named(Bytes name) -> named(of, name);
      case ByHash(long cursor, int count) -> byHash(of, cursor, count);
      case Positions(long from, long to) -> entries(of, from, to);
      case Ranks(long from, long to) -> ranks(of, from, to);
      case ElementQuery.CountBelow _, ElementQuery.Content _, ElementQuery.Due _ ->
          required(snapshot.read(of.stored(), query));
    };
  }

  @Override
  public List<Elements> readAll(InPlace of, List<? extends ElementQuery> queries) {
    List<Elements> answers = new ArrayList<>(queries.size());
    queries.forEach(query -> answers.add(read(of, query)));
    return answers;
  }

  private Elements named(InPlace of, Bytes name) {
    NamedWindow window =
        windows.computeIfAbsent(of.stored(), c -> new NamedWindow(of.header().size()));
    Elements known = window.find(name);
    if (known != null) {
      return known;
    }
    if (!window.wantsPage()) {
      return required(snapshot.read(of.stored(), new Named(name)));
    }
    long hash = Integer.toUnsignedLong(name.hashCode());
    window.take(hash, byHash(of, hash, Pulls.PAGE));
    Elements found = window.find(name);
    if (found == null) {
      throw new IllegalStateException("a page without its first hash: " + of.stored());
    }
    return found;
  }

  /** Fewer than were asked for are a page, too; long elements come in short pages. */
  private Elements byHash(InPlace of, long cursor, int count) {
    int some = Math.min(count, Pulls.PAGE);
    Elements page = snapshot.read(of.stored(), new ByHash(cursor, some));
    while (page instanceof Elements.TooLarge && some > 1) {
      some /= 2;
      page = snapshot.read(of.stored(), new ByHash(cursor, some));
    }
    return required(page);
  }

  private Elements entries(InPlace of, long from, long to) {
    if (to - from <= Pulls.PAGE) {
      Elements page = snapshot.read(of.stored(), new Positions(from, to));
      if (!(page instanceof Elements.TooLarge) || to - from == 1) {
        return required(page);
      }
    }
    @Nullable Bytes[] all = new Bytes[(int) (to - from)];
    long step = Math.min(Pulls.PAGE, Math.ceilDiv(to - from, 2));
    for (long at = from; at < to; at += step) {
      long end = Math.min(at + step, to);
      Elements.Entries page = (Elements.Entries) entries(of, at, end);
      System.arraycopy(
          page.entries(), (int) (at - page.from()), all, (int) (at - from), (int) (end - at));
    }
    return new Elements.Entries(from, all);
  }

  private Elements ranks(InPlace of, long from, long to) {
    if (to - from <= Pulls.PAGE) {
      Elements page = snapshot.read(of.stored(), new Ranks(from, to));
      if (!(page instanceof Elements.TooLarge) || to - from == 1) {
        return required(page);
      }
    }
    List<ScoredMember> all = new ArrayList<>();
    boolean isEnd = false;
    long step = Math.min(Pulls.PAGE, Math.ceilDiv(to - from, 2));
    for (long at = from; at < to && !isEnd; at += step) {
      Elements.Ranked page = (Elements.Ranked) ranks(of, at, Math.min(at + step, to));
      all.addAll(page.members());
      isEnd = page.isEnd();
    }
    return new Elements.Ranked(from, all, isEnd, snapshot.index(of.stored().address()));
  }

  private static Elements required(Elements answer) {
    if (answer instanceof Elements.TooLarge) {
      throw new CommandError("ERR an element is longer than a command may read");
    }
    return answer;
  }

  @Override
  public void requireApplied(InPlace of, long index) {
    // A walk begins when the store has what it needs.
  }

  @Override
  public RecentEntries recentEntries() {
    return recentEntries;
  }

  @Override
  public RecentElements recentElements() {
    return recentElements;
  }

  @Override
  public boolean isToBeKept(InPlace of, Bytes name) {
    return false;
  }

  /** Of other slots than the command's nothing is known: something may be due at any time. */
  @Override
  public long nextDue(SlotAddress address) {
    return kept.contains(address) ? snapshot.nextDue(address) : Long.MIN_VALUE;
  }
}
