package io.talus.application.walk;

import io.talus.application.port.Elements;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.HashField;
import io.talus.domain.value.Scan;
import io.talus.domain.value.ScoredMember;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The part of one collection that was read last, for questions about single names. Who asks for one
 * name after the other in hash order, close to each other, is answered from pages, so that it is a
 * merge; who asks for few of many gets each by itself.
 */
final class NamedWindow {
  /** So many names in order, before a page is read. */
  private static final int IN_ORDER_MIN = 4;

  /** A page is worth it when at least every so-many-th of its elements is asked for. */
  private static final double GAP_MAX = 48;

  /** The last sixteen or so count. */
  private static final double WEIGHT = 1.0 / 16;

  private static final long HASHES = 1L << 32;

  private final double elementsOfHash;
  private @Nullable Elements page;
  private long from;
  private long to;
  private long lastHash = HASHES;
  private int inOrder;
  private double gap = GAP_MAX;

  /**
   * @param size how many elements the collection has
   */
  NamedWindow(long size) {
    this.elementsOfHash = (double) size / HASHES;
  }

  /** What the window says of the name; null if it is not in it. */
  @Nullable Elements find(Bytes name) {
    long hash = Integer.toUnsignedLong(name.hashCode());
    note(hash);
    return page != null && from <= hash && hash < to ? only(page, name) : null;
  }

  private void note(long hash) {
    if (hash < lastHash) {
      inOrder = 0;
    } else {
      inOrder++;
      gap += ((hash - lastHash) * elementsOfHash - gap) * WEIGHT;
    }
    lastHash = hash;
  }

  /** Whether a page is to be read from the name on, rather than the element alone. */
  boolean wantsPage() {
    return inOrder >= IN_ORDER_MIN && gap <= GAP_MAX;
  }

  /** The elements from this hash on were read. */
  void take(long firstHash, Elements read) {
    long next = next(read);
    page = read;
    from = firstHash;
    to = next == Scan.END ? HASHES : next;
  }

  private static long next(Elements read) {
    return switch (read) {
      case Elements.Fields fields -> fields.next();
      case Elements.Members members -> members.next();
      case Elements.Scores scores -> scores.next();
      default -> throw unexpected(read);
    };
  }

  private static Elements only(Elements read, Bytes name) {
    return switch (read) {
      case Elements.Fields(List<HashField> fields, _) ->
          new Elements.Fields(only(fields, HashField::name, name), Scan.END);
      case Elements.Members(List<Bytes> members, _) ->
          new Elements.Members(only(members, member -> member, name), Scan.END);
      case Elements.Scores(List<ScoredMember> members, _) ->
          new Elements.Scores(only(members, ScoredMember::member, name), Scan.END);
      default -> throw unexpected(read);
    };
  }

  private static <E> List<E> only(List<E> sorted, Function<E, Bytes> nameOf, Bytes name) {
    int low = 0;
    int high = sorted.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      E element = sorted.get(middle);
      int order = Bytes.compareByHash(nameOf.apply(element), name);
      if (order == 0) {
        return List.of(element);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return List.of();
  }

  private static IllegalStateException unexpected(Elements read) {
    return new IllegalStateException("not by hash: " + read);
  }
}
