package io.talus.testkit.model;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.FieldDrop;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.DropHashFields;
import io.talus.domain.mutation.Mutation.DropListRange;
import io.talus.domain.mutation.Mutation.DropScores;
import io.talus.domain.mutation.Mutation.DropSetMembers;
import io.talus.domain.mutation.Mutation.PatchString;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.ScoreChange;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashField;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SortedSetValue;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.ValueType;
import io.talus.testkit.model.ModelValue.Chunks;
import io.talus.testkit.model.ModelValue.Entries;
import io.talus.testkit.model.ModelValue.Fields;
import io.talus.testkit.model.ModelValue.Headed;
import io.talus.testkit.model.ModelValue.Members;
import io.talus.testkit.model.ModelValue.Scores;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Makes up how collections, and strings in chunks, gain and lose elements. */
final class RandomElements {
  private static final ValueType[] TYPES = ValueType.values();
  private static final int NAMES = 40;
  private static final int AT_ONCE_MAX = 12;
  private static final int TEXT_BYTES_MAX = 40;

  /** Strings in chunks go up to a handful of chunks. */
  private static final int STRING_BYTES_MAX = 5 * StringValue.INLINE_BYTES_MAX;

  private final RandomGenerator random;

  RandomElements(RandomGenerator random) {
    this.random = random;
  }

  Bytes text() {
    return bytes(random.nextInt(TEXT_BYTES_MAX));
  }

  private Bytes bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.wrap(bytes);
  }

  private Bytes name() {
    return Bytes.of("name:" + random.nextInt(NAMES));
  }

  /** The header of a new collection of any type, a list somewhere. */
  CollectionHeader header(long id) {
    CollectionHeader header = CollectionHeader.create(TYPES[random.nextInt(TYPES.length)], id);
    return header.type() == ValueType.LIST
        ? header.withBounds(random.nextInt(-1000, 1000), 0)
        : header;
  }

  /** Mutations by which the value gains or replaces elements. */
  List<Mutation> grow(Bytes key, Headed value) {
    return switch (value) {
      case Chunks string -> List.of(patch(key, string));
      case Entries list -> List.of(push(key, list));
      case Members set -> List.of(add(key, set));
      case Scores sortedSet -> List.of(score(key, sortedSet));
      case Fields hash -> List.of(put(key, hash));
    };
  }

  /** Mutations by which the value loses elements; none if it would lose the last of them. */
  List<Mutation> shrink(Bytes key, Headed value) {
    return switch (value) {
      case Chunks string -> List.of(patch(key, string));
      case Entries list -> random.nextInt(4) == 0 ? rotate(key, list) : trim(key, list);
      case Members set -> remove(key, set);
      case Scores sortedSet -> remove(key, sortedSet);
      case Fields hash -> remove(key, hash);
    };
  }

  /** A new string in chunks is longer than one that would be kept in one piece. */
  private Mutation patch(Bytes key, Chunks string) {
    Bytes patch = bytes(1 + random.nextInt(random.nextBoolean() ? 20 : 40_000));
    boolean created = string.header().size() == 0;
    int lowest = created ? StringValue.INLINE_BYTES_MAX : 0;
    int offset = random.nextInt(lowest, STRING_BYTES_MAX);
    long size = Math.max(string.header().size(), offset + patch.length());
    return new PatchString(key, string.header().withSize(size), offset, patch);
  }

  /** Entries come at either end, or replace others, or both. */
  private Mutation push(Bytes key, Entries list) {
    CollectionHeader header = list.header();
    List<Bytes> entries = texts(1 + random.nextInt(AT_ONCE_MAX));
    long lowest = header.head() - entries.size();
    long first =
        switch (random.nextInt(3)) {
          case 0 -> lowest;
          case 1 -> header.tail();
          default -> random.nextLong(lowest, header.tail() + 1);
        };
    long head = header.size() == 0 ? first : Math.min(header.head(), first);
    long tail = Math.max(header.size() == 0 ? first : header.tail(), first + entries.size());
    return new PutListEntries(key, header.withBounds(head, tail - head), first, entries);
  }

  private List<Bytes> texts(int count) {
    List<Bytes> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(text());
    }
    return texts;
  }

  private Mutation add(Bytes key, Members set) {
    List<Bytes> members = List.copyOf(names());
    Set<Bytes> union = new TreeSet<>(set.members());
    union.addAll(members);
    return new PutSetMembers(key, set.header().withSize(union.size()), members);
  }

  private Set<Bytes> names() {
    Set<Bytes> names = new TreeSet<>();
    int count = 1 + random.nextInt(AT_ONCE_MAX);
    for (int i = 0; i < count; i++) {
      names.add(name());
    }
    return names;
  }

  private Mutation score(Bytes key, Scores sortedSet) {
    NavigableMap<Bytes, Double> scores = sortedSet.scores();
    List<ScoreChange> changes = new ArrayList<>();
    int added = 0;
    for (Bytes member : names()) {
      double previous = scores.getOrDefault(member, SortedSetValue.ABSENT);
      changes.add(new ScoreChange(member, score(), previous));
      added += Double.isNaN(previous) ? 1 : 0;
    }
    return new PutScores(
        key, sortedSet.header().withSize(sortedSet.header().size() + added), changes);
  }

  private double score() {
    return switch (random.nextInt(10)) {
      case 0 -> Double.NEGATIVE_INFINITY;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> -0.0;
      case 3, 4, 5 -> random.nextInt(-3, 3);
      default -> random.nextGaussian() * 1e6;
    };
  }

  private Mutation put(Bytes key, Fields hash) {
    NavigableMap<Bytes, HashField> fields = hash.fields();
    Map<Bytes, FieldChange> changes = new LinkedHashMap<>();
    int added = 0;
    for (Bytes name : names()) {
      HashField previous = fields.get(name);
      long expireAt = random.nextInt(4) == 0 ? 1 + random.nextInt(1_000_000) : Expiry.NEVER;
      long previousExpireAt = previous == null ? Expiry.NEVER : previous.expireAt();
      changes.put(name, new FieldChange(name, text(), expireAt, previousExpireAt));
      added += previous == null ? 1 : 0;
    }
    CollectionHeader header = hash.header().withSize(hash.header().size() + added);
    return new PutHashFields(key, header, List.copyOf(changes.values()));
  }

  private List<Mutation> trim(Bytes key, Entries list) {
    CollectionHeader header = list.header();
    long count = random.nextLong(1, Math.min(header.size(), AT_ONCE_MAX) + 1);
    if (count == header.size()) {
      return List.of();
    }
    long size = header.size() - count;
    boolean atHead = random.nextBoolean();
    CollectionHeader trimmed = header.withBounds(header.head() + (atHead ? count : 0), size);
    long from = atHead ? header.head() : header.tail() - count;
    return List.of(new DropListRange(key, trimmed, from, from + count));
  }

  /** The first entry becomes the last: both mutations carry the header as it is in the end. */
  private static List<Mutation> rotate(Bytes key, Entries list) {
    CollectionHeader before = list.header();
    CollectionHeader header = before.withBounds(before.head() + 1, before.size());
    Bytes entry = list.entries().get(before.head());
    return List.of(
        new DropListRange(key, header, before.head(), before.head() + 1),
        new PutListEntries(key, header, before.tail(), List.of(entry)));
  }

  private List<Mutation> remove(Bytes key, Members set) {
    List<Bytes> removed = some(set.members());
    long size = set.header().size() - removed.size();
    return size == 0
        ? List.of()
        : List.of(new DropSetMembers(key, set.header().withSize(size), removed));
  }

  private List<Mutation> remove(Bytes key, Scores sortedSet) {
    List<ScoredMember> removed = new ArrayList<>();
    for (Map.Entry<Bytes, Double> score : some(sortedSet.scores().entrySet())) {
      removed.add(new ScoredMember(score.getKey(), score.getValue()));
    }
    long size = sortedSet.header().size() - removed.size();
    return size == 0
        ? List.of()
        : List.of(new DropScores(key, sortedSet.header().withSize(size), removed));
  }

  private List<Mutation> remove(Bytes key, Fields hash) {
    List<FieldDrop> removed = new ArrayList<>();
    for (HashField field : some(hash.fields().values())) {
      removed.add(new FieldDrop(field.name(), field.expireAt()));
    }
    long size = hash.header().size() - removed.size();
    DropReason reason = random.nextBoolean() ? DropReason.DELETED : DropReason.EXPIRED;
    return size == 0
        ? List.of()
        : List.of(new DropHashFields(key, hash.header().withSize(size), removed, reason));
  }

  /** At least one of the elements. */
  private <E> List<E> some(Collection<E> elements) {
    List<E> left = new ArrayList<>(elements);
    List<E> taken = new ArrayList<>();
    int count = 1 + random.nextInt(AT_ONCE_MAX);
    while (taken.size() < count && !left.isEmpty()) {
      taken.add(left.remove(random.nextInt(left.size())));
    }
    return taken;
  }
}
