package io.talus.application.inplace;

import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.StoredCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Scan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A collection of named elements in place: a hash, set or sorted set.
 *
 * @param <E> an element
 */
abstract class InPlaceMembers<E> extends InPlaceCollection {
  /** A draw reads so many elements from a random hash on, and takes one of them. */
  private static final int WINDOW = 16;

  /** With more draws than this several are made from one window. */
  private static final int WINDOWS_MAX = 256;

  /** So many elements are looked up at once. */
  private static final int EXPECTED_MAX = 10_000;

  private final PendingElements<E> pending = new PendingElements<>();
  private final RecentElements.Owner recentOwner = new RecentElements.Owner();

  InPlaceMembers(StoredCollection stored, CollectionHeader header, ElementReads reads) {
    super(stored, header, reads);
  }

  /** The elements of an answer about this kind of collection. */
  abstract List<E> elements(Elements answer);

  /** The cursor behind the elements of an answer about hashes. */
  abstract long next(Elements answer);

  /** The answer that has these elements, and no more. */
  abstract Elements answer(List<E> elements);

  abstract Bytes nameOf(E element);

  final PendingElements<E> pending() {
    return pending;
  }

  /** Notes a change; see {@link PendingElements#change}. */
  final void changed(
      Bytes name, long index, @Nullable E before, @Nullable E now, long contentBytes) {
    pending.change(name, index, before, now, contentBytes);
    recent().replace(recentOwner, name, () -> answer(now));
  }

  private RecentElements recent() {
    return reads().recentElements();
  }

  private Elements answer(@Nullable E element) {
    return answer(element == null ? List.of() : List.of(element));
  }

  /** The element with the name, or null if there is none. */
  final @Nullable E element(Bytes name) {
    Pending<E> changed = pending.find(name);
    if (changed != null) {
      return changed.now();
    }
    Elements known = recent().find(recentOwner, name);
    if (known != null) {
      return only(known);
    }
    E found = only(read(new ElementQuery.Named(name)));
    if (reads().isToBeKept(this, name)) {
      recent().keep(recentOwner, name, answer(found));
    }
    return found;
  }

  private @Nullable E only(Elements answer) {
    List<E> found = elements(answer);
    return found.isEmpty() ? null : found.getFirst();
  }

  /** These elements will be asked for one after the other: has what is missing fetched at once. */
  public final void expect(Collection<Bytes> names) {
    if (reads().isDirect()) {
      return;
    }
    List<ElementQuery> queries = new ArrayList<>();
    for (Bytes name : names) {
      if (queries.size() < EXPECTED_MAX
          && pending.find(name) == null
          && recent().find(recentOwner, name) == null) {
        queries.add(new ElementQuery.Named(name));
      }
    }
    reads().readAll(this, queries);
  }

  /** All elements in hash order. */
  public final void forEach(Consumer<E> visitor) {
    scan(Scan.START, Integer.MAX_VALUE, visitor);
  }

  /** See {@link Scan}. */
  public final long scan(long cursor, int count, Consumer<E> visitor) {
    if (reads().isDirect()) {
      return scanDirectly(cursor, count, visitor);
    }
    long at = cursor;
    int seen = 0;
    List<List<E>> pages = new ArrayList<>();
    do {
      Elements answer = read(new ElementQuery.ByHash(at, count - seen));
      List<E> page = merged(at, next(answer), elements(answer));
      pages.add(page);
      seen += page.size();
      at = next(answer);
    } while (seen < count && at != Scan.END);
    pages.forEach(page -> page.forEach(visitor));
    return at;
  }

  private long scanDirectly(long cursor, int count, Consumer<E> visitor) {
    long at = cursor;
    int seen = 0;
    do {
      Elements answer = read(new ElementQuery.ByHash(at, count - seen));
      List<E> page = merged(at, next(answer), elements(answer));
      page.forEach(visitor);
      seen += page.size();
      at = next(answer);
    } while (seen < count && at != Scan.END);
    return at;
  }

  /** The elements with hashes from {@code from} up to {@code to}, as they are now. */
  private List<E> merged(long from, long to, List<E> stored) {
    if (pending.isEmpty()) {
      return stored;
    }
    List<E> merged = new ArrayList<>(stored.size());
    int next = 0;
    for (PendingElements.Named<E> changed : pending.between(from, to)) {
      while (next < stored.size()
          && Bytes.compareByHash(nameOf(stored.get(next)), changed.name()) < 0) {
        merged.add(stored.get(next++));
      }
      if (next < stored.size() && nameOf(stored.get(next)).equals(changed.name())) {
        next++;
      }
      E now = changed.pending().now();
      if (now != null) {
        merged.add(now);
      }
    }
    merged.addAll(stored.subList(next, stored.size()));
    return merged;
  }

  /**
   * Draws elements: nearly, but not exactly, with the same chance for all, as those behind a gap
   * between hashes are met more often.
   */
  public final List<E> random(int count, RandomGenerator random) {
    int windows = Math.min(count, WINDOWS_MAX);
    List<ElementQuery.ByHash> queries = new ArrayList<>(windows);
    for (int i = 0; i < windows; i++) {
      long from = Integer.toUnsignedLong(random.nextInt());
      queries.add(new ElementQuery.ByHash(from, WINDOW));
    }
    List<Elements> answers = reads().readAll(this, queries);
    List<List<E>> pages = new ArrayList<>(windows);
    for (int i = 0; i < windows; i++) {
      long from = queries.get(i).cursor();
      Elements answer = answers.get(i);
      List<E> page = merged(from, next(answer), elements(answer));
      pages.add(page.isEmpty() ? firstPage() : page);
    }
    List<E> drawn = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      List<E> page = pages.get(i % windows);
      drawn.add(page.get(random.nextInt(page.size())));
    }
    return drawn;
  }

  /** Behind the last hash the first comes again. A collection is never empty. */
  private List<E> firstPage() {
    List<E> first = new ArrayList<>();
    scan(Scan.START, 1, first::add);
    return first;
  }

  @Override
  public final int settle(long index, int steps) {
    return pending.settle(index, steps);
  }

  @Override
  public final boolean hasChanges() {
    return !pending.isSettled();
  }

  @Override
  final long changeBytes() {
    return pending.sizeBytes();
  }
}
