package io.talus.application.server;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.Change.Elsewhere;
import io.talus.application.command.CommandError;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.connection.Access;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.session.Watches.WatchedKey;
import io.talus.application.shard.Shard;
import io.talus.application.table.NodeTables;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.mutation.Rebuild;
import io.talus.domain.table.TableDefinition;
import io.talus.domain.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * SWAPDB: what two tables hold changes places, as one unit.
 *
 * <p>A table's number is part of every stored key, so the keys are rewritten; that is why it is
 * bounded, where Redis exchanges two pointers.
 */
final class SwapTables implements SessionCommand {
  /** What can be rewritten while everybody waits: some hundred milliseconds for small values. */
  private static final long KEYS_MAX = 100_000;

  private static final int KEYS_A_STEP = 1000;

  private final Shard shard;
  private final Access access;
  private final NodeTables tables;

  SwapTables(Shard shard, Access access, NodeTables tables) {
    this.shard = shard;
    this.access = access;
    this.tables = tables;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    int first = table(args, 1, "ERR invalid first DB index");
    int second = table(args, 2, "ERR invalid second DB index");
    access.requireOpen(session, first);
    access.requireOpen(session, second);
    if (first == second) {
      return Reply.OK;
    }
    shard.requireCounted();
    long count = shard.keys(first) + shard.keys(second);
    if (count > KEYS_MAX) {
      throw new CommandError(
          "ERR SWAPDB rewrites all keys of both tables: %d (expected: at most %d)"
              .formatted(count, KEYS_MAX));
    }
    Set<Bytes> keys = new LinkedHashSet<>();
    List<WatchedKey> needed = new ArrayList<>();
    collect(first, keys, needed);
    collect(second, keys, needed);
    shard.requireResident(needed);
    shard.run((line, view) -> swap(keys, view, view.table(second), second), args, first);
    return Reply.OK;
  }

  private int table(Arguments args, int at, String error) {
    TableDefinition table = tables.current().find(args.get(at));
    if (table == null) {
      args.integer(at, error);
      throw new CommandError("ERR DB index is out of range");
    }
    return table.number();
  }

  private void collect(int table, Set<Bytes> keys, List<WatchedKey> needed) {
    KeyspaceView view = shard.view(table);
    long cursor = 0;
    do {
      cursor =
          view.scan(
              cursor,
              KEYS_A_STEP,
              (key, type) -> {
                keys.add(key);
                needed.add(new WatchedKey(table, key));
              });
    } while (cursor != 0);
  }

  /** All of it is put together before any of it is done: it may turn out to be too much. */
  private static Change swap(Set<Bytes> keys, KeyspaceView here, KeyspaceView there, int other) {
    List<Mutation> changesHere = new ArrayList<>();
    List<Mutation> changesThere = new ArrayList<>();
    for (Bytes key : keys) {
      Value valueHere = here.peek(key);
      Value valueThere = there.peek(key);
      replace(key, valueHere, valueThere, here, changesHere);
      replace(key, valueThere, valueHere, there, changesThere);
    }
    return new Change(Reply.OK, changesHere, new Elsewhere(other, changesThere));
  }

  private static void replace(
      Bytes key,
      @Nullable Value before,
      @Nullable Value after,
      KeyspaceView view,
      List<Mutation> changes) {
    if (before != null) {
      changes.add(
          Mutations.drop(key, before, after == null ? DropReason.DELETED : DropReason.OVERWRITTEN));
    }
    if (after != null) {
      // Another id for each: none of the changes has been made yet.
      long id = view.nextCollectionId(key) + changes.size();
      changes.addAll(Rebuild.of(key, after, id, after.expireAt(), view::reserve));
    }
  }
}
