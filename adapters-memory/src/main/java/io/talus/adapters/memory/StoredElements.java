package io.talus.adapters.memory;

import io.talus.application.port.ElementQuery;
import io.talus.application.port.ElementQuery.ByHash;
import io.talus.application.port.ElementQuery.Content;
import io.talus.application.port.ElementQuery.CountBelow;
import io.talus.application.port.ElementQuery.Due;
import io.talus.application.port.ElementQuery.Named;
import io.talus.application.port.ElementQuery.Positions;
import io.talus.application.port.ElementQuery.Ranks;
import io.talus.application.port.Elements;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashField;
import io.talus.domain.value.HashValue;
import io.talus.domain.value.ListValue;
import io.talus.domain.value.Scan;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SetValue;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.Value;
import io.talus.domain.value.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers queries about the elements of a stored value. */
final class StoredElements {
  private StoredElements() {}

  /**
   * The answer of a value.
   *
   * @param index the last index that the value has
   */
  static Elements of(Value value, ElementQuery query, long index) {
    return switch (value) {
      case HashValue hash -> ofHash(hash, query);
      case SetValue set -> ofSet(set, query);
      case SortedSetEntry sortedSet -> ofSortedSet(sortedSet, query, index);
      case ListValue list when query instanceof Positions range -> entries(list, range);
      case StringValue string when query instanceof Content range -> content(string, range);
      default -> throw unanswerable(value, query);
    };
  }

  private static IllegalArgumentException unanswerable(Value value, ElementQuery query) {
    return new IllegalArgumentException("query of a %s: %s".formatted(value.type(), query));
  }

  private static Elements ofHash(HashValue hash, ElementQuery query) {
    List<HashField> fields = new ArrayList<>();
    return switch (query) {
      case Named(Bytes name) -> new Elements.Fields(listOf(hash.field(name)), Scan.END);
      case ByHash(long cursor, int count) ->
          new Elements.Fields(fields, hash.scan(cursor, count, fields::add));
      case Due(long nowMillis, _) ->
          new Elements.Fields(hash.dueFields(nowMillis).fields(), nextDue(hash, nowMillis));
      default -> throw unanswerable(hash, query);
    };
  }

  private static long nextDue(HashValue hash, long nowMillis) {
    long[] next = {Expiry.NEVER};
    hash.forEach(
        field -> {
          if (field.expireAt() > nowMillis) {
            next[0] = Math.min(next[0], field.expireAt());
          }
        });
    return next[0];
  }

  private static Elements ofSet(SetValue set, ElementQuery query) {
    List<Bytes> members = new ArrayList<>();
    return switch (query) {
      case Named(Bytes name) ->
          new Elements.Members(listOf(set.contains(name) ? name : null), Scan.END);
      case ByHash(long cursor, int count) ->
          new Elements.Members(members, set.scan(cursor, count, members::add));
      default -> throw unanswerable(set, query);
    };
  }

  private static Elements ofSortedSet(SortedSetEntry set, ElementQuery query, long index) {
    List<ScoredMember> members = new ArrayList<>();
    return switch (query) {
      case Named(Bytes name) ->
          new Elements.Scores(
              set.contains(name) ? List.of(new ScoredMember(name, set.score(name))) : List.of(),
              Scan.END);
      case ByHash(long cursor, int count) ->
          new Elements.Scores(members, set.scan(cursor, count, members::add));
      case CountBelow place -> new Elements.Count(set.countBelow(place), index);
      case Ranks(long from, long to) -> {
        long first = Math.min(from, set.size());
        set.forEach(first, Math.min(to, set.size()), members::add);
        yield new Elements.Ranked(first, members, to >= set.size(), index);
      }
      default -> throw unanswerable(set, query);
    };
  }

  private static Elements entries(ListValue list, Positions range) {
    @Nullable Bytes[] entries = new Bytes[(int) (range.to() - range.from())];
    long head = list.header().head();
    for (int i = 0; i < entries.length; i++) {
      long at = range.from() + i - head;
      entries[i] = at >= 0 && at < list.size() ? list.get(at) : null;
    }
    return new Elements.Entries(range.from(), entries);
  }

  private static Elements content(StringValue string, Content range) {
    long end = Math.min(range.to(), string.length());
    byte[] known =
        range.from() < end ? string.range(range.from(), end).array() : Bytes.EMPTY.array();
    byte[] all = Arrays.copyOf(known, (int) (range.to() - range.from()));
    return new Elements.Content(range.from(), Bytes.wrap(all));
  }

  private static <E> List<E> listOf(@Nullable E element) {
    return element == null ? List.of() : List.of(element);
  }

  /** The answer of a collection that does not exist any more. */
  static Elements ofNothing(ElementQuery query, long index, ValueType type) {
    return switch (query) {
      case CountBelow _ -> new Elements.Count(0, index);
      case Ranks _ -> new Elements.Ranked(0, List.of(), true, index);
      case Positions(long from, long to) ->
          new Elements.Entries(from, new Bytes[(int) (to - from)]);
      case Content(long from, long to) ->
          new Elements.Content(from, Bytes.wrap(new byte[(int) (to - from)]));
      case Due _ -> new Elements.Fields(List.of(), Expiry.NEVER);
      case Named _, ByHash _ ->
          switch (type) {
            case HASH -> new Elements.Fields(List.of(), Scan.END);
            case SORTED_SET -> new Elements.Scores(List.of(), Scan.END);
            case SET, LIST, STRING -> new Elements.Members(List.of(), Scan.END);
          };
    };
  }
}
