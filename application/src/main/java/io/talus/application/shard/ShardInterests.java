package io.talus.application.shard;

import io.talus.application.execution.KeyInterests;
import io.talus.application.session.Watches;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.AbandonBuilt;
import io.talus.domain.mutation.Mutation.BuildPart;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.OfKey;

/** Tells watching and waiting clients of a shard about changed keys. */
public final class ShardInterests implements KeyInterests {
  private final Watches watches;
  private final BlockedClients blocked;

  public ShardInterests(Watches watches, BlockedClients blocked) {
    this.watches = watches;
    this.blocked = blocked;
  }

  @Override
  public boolean isEmpty() {
    return watches.isEmpty() && blocked.isEmpty();
  }

  @Override
  public void changed(int table, Mutation mutation) {
    switch (mutation) {
      case MoveKey move -> {
        changed(table, move.key());
        changed(table, move.to());
      }
      case OfKey ofKey -> changed(table, ofKey.key());
      case BuildPart _, AbandonBuilt _ -> {
        // No key holds it.
      }
      case ClearSlot clear -> {
        // Whoever clears a slot has told the watchers of the keys that existed in it.
      }
    }
  }

  private void changed(int table, Bytes key) {
    watches.changed(table, key);
    blocked.changed(table, key);
  }
}
