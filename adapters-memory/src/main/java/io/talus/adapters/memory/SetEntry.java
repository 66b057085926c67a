package io.talus.adapters.memory;

import io.talus.adapters.memory.structure.HashNode;
import io.talus.adapters.memory.structure.HashOrderedTable;
import io.talus.adapters.memory.structure.HeapSize;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.SetValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A set. */
final class SetEntry extends CollectionEntry implements SetValue {
  private final HashOrderedTable<Member> members = new HashOrderedTable<>();
  private long memberBytes;

  SetEntry(Bytes key, CollectionHeader header) {
    super(key, header);
  }

  private static final class Member extends HashNode {
    Member(Bytes member) {
      super(member);
    }

    long sizeBytes() {
      return HeapSize.MEMBER + HeapSize.bytes(keyArray().length);
    }
  }

  void put(List<Bytes> added) {
    for (int i = 0; i < added.size(); i++) {
      Member member = new Member(added.get(i));
      if (members.put(member) == null) {
        memberBytes += member.sizeBytes();
      }
    }
  }

  void drop(List<Bytes> dropped) {
    for (int i = 0; i < dropped.size(); i++) {
      Member member = members.remove(dropped.get(i));
      if (member != null) {
        memberBytes -= member.sizeBytes();
      }
    }
  }

  @Override
  public boolean contains(Bytes member) {
    return members.find(member) != null;
  }

  @Override
  public void forEach(Consumer<Bytes> visitor) {
    members.forEach(member -> visitor.accept(member.key()));
  }

  @Override
  public long scan(long cursor, int count, Consumer<Bytes> visitor) {
    return members.scan(cursor, count, member -> visitor.accept(member.key()));
  }

  @Override
  public List<Bytes> random(int count, RandomGenerator random) {
    List<Bytes> drawn = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Member member = members.random(random);
      if (member != null) {
        drawn.add(member.key());
      }
    }
    return drawn;
  }

  @Override
  long contentBytes() {
    return memberBytes + members.sizeBytes();
  }
}
