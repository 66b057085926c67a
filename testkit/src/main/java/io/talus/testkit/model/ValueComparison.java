package io.talus.testkit.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashField;
import io.talus.domain.value.HashValue;
import io.talus.domain.value.ListValue;
import io.talus.domain.value.Scan;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SetValue;
import io.talus.domain.value.SortedSetValue;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.Value;
import io.talus.testkit.model.ModelValue.Chunks;
import io.talus.testkit.model.ModelValue.Entries;
import io.talus.testkit.model.ModelValue.Fields;
import io.talus.testkit.model.ModelValue.Headed;
import io.talus.testkit.model.ModelValue.Members;
import io.talus.testkit.model.ModelValue.Scores;
import io.talus.testkit.model.ModelValue.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Reads a value in every way that it offers, and compares with the model. */
public final class ValueComparison {
  private static final Bytes STRANGER = Bytes.of("no element has this name");
  private static final int DRAWS = 5;

  private final RandomGenerator random;

  public ValueComparison(RandomGenerator random) {
    this.random = random;
  }

  public void assertSame(ModelValue expected, Value actual) {
    assertEquals(expected.type(), actual.type());
    assertEquals(expected.expireAt(), actual.expireAt());
    switch (expected) {
      case Text text -> {
        assertNull(((StringValue) actual).header());
        assertSameString(text.bytes(), (StringValue) actual);
      }
      case Headed headed -> assertSameElements(headed, actual);
    }
  }

  private void assertSameElements(Headed expected, Value actual) {
    switch (expected) {
      case Chunks string -> {
        assertEquals(string.header(), ((StringValue) actual).header());
        assertSameString(string.bytes(), (StringValue) actual);
      }
      case Entries list -> assertSameList(list, (ListValue) actual);
      case Members set -> assertSameSet(set, (SetValue) actual);
      case Scores sortedSet -> assertSameSortedSet(sortedSet, (SortedSetValue) actual);
      case Fields hash -> assertSameHash(hash, (HashValue) actual);
    }
  }

  private void assertSameString(Bytes expected, StringValue actual) {
    assertEquals(expected.length(), actual.length());
    assertEquals(expected, actual.bytes());
    int from = random.nextInt(expected.length() + 1);
    int to = random.nextInt(from, expected.length() + 1);
    assertEquals(expected.slice(from, to), actual.range(from, to));
  }

  private void assertSameList(Entries expected, ListValue actual) {
    List<Bytes> entries = List.copyOf(expected.entries().values());
    assertEquals(expected.header(), actual.header());
    assertEquals(entries.size(), actual.size());
    assertEquals(entries, actual.range(0, entries.size()));
    int from = random.nextInt(entries.size());
    int to = random.nextInt(from, entries.size() + 1);
    assertEquals(entries.subList(from, to), actual.range(from, to));
    assertEquals(entries.get(from), actual.get(from));
  }

  private void assertSameSet(Members expected, SetValue actual) {
    List<Bytes> members = sortedByHash(expected.members());
    assertEquals(expected.header(), actual.header());
    assertEquals(members.size(), actual.size());
    assertEquals(members, visited(actual::forEach));
    assertEquals(members, scanned(actual::scan));
    members.forEach(member -> assertTrue(actual.contains(member)));
    assertFalse(actual.contains(STRANGER));
    List<Bytes> drawn = actual.random(DRAWS, random);
    assertEquals(DRAWS, drawn.size());
    assertTrue(members.containsAll(drawn));
  }

  private void assertSameHash(Fields expected, HashValue actual) {
    List<HashField> fields = new ArrayList<>(expected.fields().values());
    fields.sort((left, right) -> Bytes.compareByHash(left.name(), right.name()));
    assertEquals(expected.header(), actual.header());
    assertEquals(fields.size(), actual.size());
    assertEquals(fields, visited(actual::forEach));
    assertEquals(fields, scanned(actual::scan));
    for (HashField field : fields) {
      assertTrue(actual.contains(field.name()));
      assertEquals(field, actual.field(field.name()));
    }
    assertFalse(actual.contains(STRANGER));
    assertNull(actual.field(STRANGER));
    assertTrue(fields.containsAll(actual.random(DRAWS, random)));
    assertSameExpiries(fields, actual);
  }

  private void assertSameExpiries(List<HashField> fields, HashValue actual) {
    long next = fields.stream().mapToLong(HashField::expireAt).min().orElse(Expiry.NEVER);
    assertTrue(actual.nextFieldDue() <= next);
    long now = fields.get(random.nextInt(fields.size())).expireAt();
    if (now != Expiry.NEVER) {
      List<HashField> due = fields.stream().filter(field -> field.expireAt() <= now).toList();
      List<HashField> found = actual.dueFields(now).fields();
      assertEquals(due.size(), found.size());
      assertTrue(found.containsAll(due));
    }
  }

  private void assertSameSortedSet(Scores expected, SortedSetValue actual) {
    List<ScoredMember> members = new ArrayList<>();
    expected.scores().forEach((member, score) -> members.add(new ScoredMember(member, score)));
    members.sort(null);
    int size = members.size();
    assertEquals(expected.header(), actual.header());
    assertEquals(size, actual.size());
    for (int rank = 0; rank < size; rank++) {
      ScoredMember member = members.get(rank);
      assertTrue(actual.contains(member.member()));
      assertEquals(member.score(), actual.score(member.member()));
      assertEquals(rank, actual.rank(member.member()));
    }
    assertTrue(Double.isNaN(actual.score(STRANGER)));
    assertEquals(-1, actual.rank(STRANGER));
    assertTrue(members.containsAll(actual.random(DRAWS, random)));
    assertSameRanges(members, actual);
    List<Bytes> byHash = sortedByHash(expected.scores().keySet());
    assertEquals(byHash, scanned(actual::scan).stream().map(ScoredMember::member).toList());
  }

  private void assertSameRanges(List<ScoredMember> members, SortedSetValue actual) {
    int from = random.nextInt(members.size());
    int to = random.nextInt(from, members.size() + 1);
    assertEquals(
        members.subList(from, to),
        ValueComparison.<ScoredMember>visited(visitor -> actual.forEach(from, to, visitor)));
    assertEquals(
        members.subList(from, to).reversed(),
        ValueComparison.<ScoredMember>visited(visitor -> actual.forEachReverse(from, to, visitor)));
    double score = random.nextBoolean() ? members.get(from).score() : random.nextGaussian() * 10;
    assertEquals(
        members.stream().filter(member -> member.score() < score).count(),
        actual.countBelow(score, false));
    assertEquals(
        members.stream().filter(member -> member.score() <= score).count(),
        actual.countBelow(score, true));
    if (members.getFirst().score() == members.getLast().score()) {
      Bytes member = members.get(from).member();
      assertEquals(from, actual.countBelow(member, false));
      assertEquals(from + 1, actual.countBelow(member, true));
    }
  }

  private static List<Bytes> sortedByHash(Collection<Bytes> elements) {
    List<Bytes> sorted = new ArrayList<>(elements);
    sorted.sort(Bytes::compareByHash);
    return sorted;
  }

  private static <E> List<E> visited(Consumer<Consumer<E>> visit) {
    List<E> visited = new ArrayList<>();
    visit.accept(visited::add);
    return visited;
  }

  /** A value's scan method. */
  private interface Scanner<E> {
    long scan(long cursor, int count, Consumer<E> visitor);
  }

  private <E> List<E> scanned(Scanner<E> scanner) {
    List<E> scanned = new ArrayList<>();
    long cursor = Scan.START;
    do {
      cursor = scanner.scan(cursor, 1 + random.nextInt(10), scanned::add);
    } while (cursor != Scan.END);
    return scanned;
  }
}
