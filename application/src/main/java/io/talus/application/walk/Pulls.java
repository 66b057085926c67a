package io.talus.application.walk;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.HashField;
import io.talus.domain.value.HashValue;
import io.talus.domain.value.ListValue;
import io.talus.domain.value.Scan;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SetValue;
import io.talus.domain.value.SortedSetValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The elements of collections as {@link Pull}s, and what can be made of them. */
public final class Pulls {
  /** So many are read at once: a read costs some microseconds, whatever it brings. */
  static final int PAGE = 1024;

  private Pulls() {}

  /** Reads a page into the list; returns whether more may follow. */
  private interface Pages<E> {
    boolean read(List<E> page);
  }

  private static <E> Pull<E> paged(Pages<E> pages) {
    List<E> page = new ArrayList<>(PAGE);
    return new Pull<>() {
      private int at;
      private boolean mayFollow = true;

      @Override
      public @Nullable E next() {
        while (at == page.size() && mayFollow) {
          page.clear();
          at = 0;
          mayFollow = pages.read(page);
        }
        return at < page.size() ? page.get(at++) : null;
      }
    };
  }

  /** See {@link Scan}. */
  private interface Scanned<E> {
    long scan(long cursor, int count, Consumer<E> visitor);
  }

  private static <E> Pull<E> scanned(Scanned<E> collection) {
    long[] cursor = {Scan.START};
    return paged(
        page -> {
          cursor[0] = collection.scan(cursor[0], PAGE, page::add);
          return cursor[0] != Scan.END;
        });
  }

  /** Visits the elements {@code from} (inclusive) to {@code to} (exclusive). */
  private interface Range<E> {
    void read(long from, long to, List<E> page);
  }

  private static <E> Pull<E> upwards(long from, long to, Range<E> range) {
    long[] at = {from};
    return paged(
        page -> {
          long end = Math.min(at[0] + PAGE, to);
          if (at[0] < end) {
            range.read(at[0], end, page);
          }
          at[0] = end;
          return end < to;
        });
  }

  private static <E> Pull<E> downwards(long from, long to, Range<E> range) {
    long[] at = {to};
    return paged(
        page -> {
          long start = Math.max(at[0] - PAGE, from);
          if (start < at[0]) {
            range.read(start, at[0], page);
          }
          at[0] = start;
          return start > from;
        });
  }

  /** In hash order. */
  public static Pull<Bytes> members(SetValue set) {
    return scanned(set::scan);
  }

  /** In hash order. */
  public static Pull<ScoredMember> members(SortedSetValue set) {
    return scanned(set::scan);
  }

  /** In hash order, without those that are due. */
  public static Pull<HashField> fields(HashValue hash, long nowMillis) {
    return filter(scanned(hash::scan), field -> field.expireAt() > nowMillis);
  }

  /** With these ranks. */
  public static Pull<ScoredMember> ranks(SortedSetValue set, long from, long to) {
    return upwards(from, to, (first, end, page) -> set.forEach(first, end, page::add));
  }

  /** With these ranks, the highest first. */
  public static Pull<ScoredMember> ranksReversed(SortedSetValue set, long from, long to) {
    return downwards(from, to, (first, end, page) -> set.forEachReverse(first, end, page::add));
  }

  /** With these indexes. */
  public static Pull<Bytes> entries(ListValue list, long from, long to) {
    return upwards(from, to, (first, end, page) -> page.addAll(list.range(first, end)));
  }

  /** What is in memory already. */
  public static <E> Pull<E> of(Iterable<? extends E> elements) {
    Iterator<? extends E> iterator = elements.iterator();
    return () -> iterator.hasNext() ? iterator.next() : null;
  }

  /** All of the one, then all of the other. */
  public static <E> Pull<E> concat(Pull<E> first, Pull<E> second) {
    return new Pull<>() {
      private boolean isFirst = true;

      @Override
      public @Nullable E next() {
        if (isFirst) {
          E element = first.next();
          if (element != null) {
            return element;
          }
          isFirst = false;
        }
        return second.next();
      }
    };
  }

  public static <E> Pull<E> filter(Pull<E> elements, Predicate<E> wanted) {
    return () -> {
      E element = elements.next();
      while (element != null && !wanted.test(element)) {
        element = elements.next();
      }
      return element;
    };
  }

  public static <E, R> Pull<R> map(Pull<E> elements, Function<E, R> function) {
    return () -> {
      E element = elements.next();
      return element == null ? null : function.apply(element);
    };
  }

  /** Makes several of each. */
  public static <E, R> Pull<R> flat(Pull<E> elements, BiConsumer<E, Consumer<R>> parts) {
    Queue<R> made = new ArrayDeque<>();
    return () -> {
      R next = made.poll();
      while (next == null) {
        E element = elements.next();
        if (element == null) {
          return null;
        }
        parts.accept(element, made::add);
        next = made.poll();
      }
      return next;
    };
  }
}
