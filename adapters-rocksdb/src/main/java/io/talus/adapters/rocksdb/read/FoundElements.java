package io.talus.adapters.rocksdb.read;

import io.talus.adapters.rocksdb.layout.ElementLayout;
import io.talus.application.port.Elements;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.HashField;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.ValueType;
import java.util.ArrayList;
import java.util.List;

/** Gathers elements of one kind of collection. */
abstract sealed class FoundElements {
  static FoundElements of(ValueType type) {
    return switch (type) {
      case HASH -> new OfHash();
      case SET -> new OfSet();
      case SORTED_SET -> new OfSortedSet();
      case LIST, STRING ->
          throw new IllegalArgumentException("elements of a " + type + " have no names");
    };
  }

  abstract void add(Bytes name, byte[] value);

  abstract int size();

  abstract Elements answer(long next);

  private static final class OfHash extends FoundElements {
    private final List<HashField> fields = new ArrayList<>();

    @Override
    void add(Bytes name, byte[] value) {
      fields.add(ElementLayout.field(name, value));
    }

    @Override
    int size() {
      return fields.size();
    }

    @Override
    Elements answer(long next) {
      return new Elements.Fields(fields, next);
    }
  }

  private static final class OfSet extends FoundElements {
    private final List<Bytes> members = new ArrayList<>();

    @Override
    void add(Bytes name, byte[] value) {
      members.add(name);
    }

    @Override
    int size() {
      return members.size();
    }

    @Override
    Elements answer(long next) {
      return new Elements.Members(members, next);
    }
  }

  private static final class OfSortedSet extends FoundElements {
    private final List<ScoredMember> members = new ArrayList<>();

    @Override
    void add(Bytes name, byte[] value) {
      members.add(new ScoredMember(name, ElementLayout.score(value)));
    }

    @Override
    int size() {
      return members.size();
    }

    @Override
    Elements answer(long next) {
      return new Elements.Scores(members, next);
    }
  }
}
