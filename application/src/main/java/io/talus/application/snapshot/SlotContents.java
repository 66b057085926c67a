package io.talus.application.snapshot;

import io.talus.application.port.Loaded;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.StoreException;
import io.talus.application.port.StoreSnapshot;
import io.talus.application.port.UnfinishedCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.BuildPart;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Scan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What makes a slot: first its keys, then what is being built. Belongs to one export. */
final class SlotContents {
  /** Keys that are looked up at once; each is a name, some dozen bytes. */
  private static final int KEYS_A_PAGE = 1000;

  /** Collections with more elements come in parts. */
  private static final int WHOLE_ELEMENTS_MAX = 256;

  private final StoreSnapshot snapshot;
  private final SlotAddress address;
  private final Deque<Bytes> keys = new ArrayDeque<>();
  private final Deque<UnfinishedCollection> unfinished = new ArrayDeque<>();
  private long cursor = Scan.START;
  private boolean scanned;
  private @Nullable ElementParts parts;
  private boolean building;

  SlotContents(StoreSnapshot snapshot, SlotAddress address) {
    this.snapshot = snapshot;
    this.address = address;
  }

  /** A key that is whole, or a part of one; null at the end. */
  @Nullable List<? extends Mutation> next() {
    while (true) {
      OfCollection part = parts == null ? null : parts.next();
      if (part != null) {
        return List.of(building ? new BuildPart(part) : part);
      }
      parts = null;
      if (keys.isEmpty() && !scanned) {
        scan();
      } else if (!keys.isEmpty()) {
        List<? extends Mutation> whole = load(keys.removeFirst());
        if (whole != null) {
          return whole;
        }
      } else if (!unfinished.isEmpty()) {
        UnfinishedCollection next = unfinished.removeFirst();
        building = true;
        parts = ElementParts.soFar(snapshot, address, next.key(), next.header());
      } else {
        return null;
      }
    }
  }

  private void scan() {
    cursor =
        snapshot.scan(address, cursor, KEYS_A_PAGE, (key, type, expireAt) -> keys.addLast(key));
    if (cursor == Scan.END) {
      scanned = true;
      unfinished.addAll(snapshot.unpublished(address));
    }
  }

  /** The key as a whole, or null when it comes in parts. */
  private @Nullable List<? extends Mutation> load(Bytes key) {
    return switch (snapshot.load(address, key, WHOLE_ELEMENTS_MAX)) {
      case Loaded.Whole whole -> whole.contents();
      case Loaded.Large(CollectionHeader header) -> {
        parts = ElementParts.of(snapshot, address, key, header);
        yield null;
      }
      case Loaded.Absent _, Loaded.NotInMemory _ ->
          throw new StoreException(
              "key " + key.latin1() + " of " + address + ": listed, not found");
    };
  }
}
