package io.talus.application.command.set;

import io.talus.application.command.KeyspaceView;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.DropSetMembers;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.SetValue;
import io.talus.domain.value.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mutations that members come and go with. The members given are distinct. */
final class MemberEdits {
  private MemberEdits() {}

  /** Adds members that the set does not have; creates it if there is none. */
  static Mutation add(KeyspaceView view, Bytes key, @Nullable SetValue set, List<Bytes> members) {
    CollectionHeader before = set != null ? set.header() : created(view, key);
    return new PutSetMembers(key, before.withSize(before.size() + members.size()), members);
  }

  private static CollectionHeader created(KeyspaceView view, Bytes key) {
    return CollectionHeader.create(ValueType.SET, view.nextCollectionId(key));
  }

  /** Removes members that the set has; the key goes with the last of them. */
  static Mutation remove(Bytes key, SetValue set, List<Bytes> members) {
    CollectionHeader before = set.header();
    long size = before.size() - members.size();
    return size == 0
        ? Mutations.drop(key, set, DropReason.DELETED)
        : new DropSetMembers(key, before.withSize(size), members);
  }
}
