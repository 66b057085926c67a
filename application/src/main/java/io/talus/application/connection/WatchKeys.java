package io.talus.application.connection;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.session.Watches;
import io.talus.application.session.Watches.WatchedKey;
import io.talus.application.shard.Shard;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * WATCH: EXEC will do nothing if one of the keys changes before. The keys are looked at first, so
 * that one that has expired already is gone and cannot change by expiring.
 */
final class WatchKeys implements SessionCommand {
  private final Shard shard;
  private final Watches watches;

  WatchKeys(Shard shard) {
    this.shard = shard;
    this.watches = shard.watches();
  }

  @Override
  public Reply run(Arguments args, Session session) {
    if (session.transaction() != null) {
      throw new CommandError("ERR WATCH inside MULTI is not allowed");
    }
    int table = session.table();
    List<WatchedKey> keys = new ArrayList<>();
    for (Bytes key : args.slice(1, args.count())) {
      keys.add(new WatchedKey(table, key));
    }
    shard.requireResident(keys);
    watches.watch(session, keys);
    return Reply.OK;
  }
}
