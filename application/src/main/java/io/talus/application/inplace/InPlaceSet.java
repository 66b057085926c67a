package io.talus.application.inplace;

import io.talus.application.port.Elements;
import io.talus.application.port.StoredCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.DropSetMembers;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.mutation.Mutation.PublishBuilt;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Scan;
import io.talus.domain.value.SetValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A set in place. */
final class InPlaceSet extends InPlaceMembers<Bytes> implements SetValue {
  InPlaceSet(StoredCollection stored, CollectionHeader header, ElementReads reads) {
    super(stored, header, reads);
  }

  @Override
  void take(OfCollection change, long index) {
    switch (change) {
      case PutSetMembers put -> put.members().forEach(member -> note(member, index, member));
      case DropSetMembers drop -> drop.members().forEach(member -> note(member, index, null));
      case SetExpiry _, MoveKey _, PublishBuilt _ -> {
        // The header says it all.
      }
      default -> throw unexpected(change);
    }
  }

  private void note(Bytes member, long index, @Nullable Bytes now) {
    changed(member, index, null, now, 0);
  }

  @Override
  public boolean contains(Bytes member) {
    return element(member) != null;
  }

  @Override
  List<Bytes> elements(Elements answer) {
    return ((Elements.Members) answer).members();
  }

  @Override
  long next(Elements answer) {
    return ((Elements.Members) answer).next();
  }

  @Override
  Elements answer(List<Bytes> elements) {
    return new Elements.Members(elements, Scan.END);
  }

  @Override
  Bytes nameOf(Bytes element) {
    return element;
  }
}
