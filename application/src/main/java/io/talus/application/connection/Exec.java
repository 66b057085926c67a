package io.talus.application.connection;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandTrait;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.session.Transaction;
import io.talus.application.session.Transaction.Queued;
import io.talus.application.session.Watches.WatchedKey;
import io.talus.application.shard.CommandRunner;
import io.talus.application.shard.Shard;
import io.talus.application.table.NodeTables;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * EXEC: runs what was queued as one unit. Everything that may end the run early comes first: the
 * watched keys and the keys of all commands are made resident, and their number exact, before the
 * first command runs.
 */
final class Exec implements SessionCommand {
  private static final String REFUSED =
      "EXECABORT Transaction discarded because of previous errors.";

  private final Shard shard;
  private final CommandRunner runner;
  private final NodeTables tables;

  Exec(Shard shard, CommandRunner runner, NodeTables tables) {
    this.shard = shard;
    this.runner = runner;
    this.tables = tables;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    Transaction transaction = session.transaction();
    if (transaction == null) {
      throw new CommandError("ERR EXEC without MULTI");
    }
    if (transaction.isRefused()) {
      end(session);
      throw new CommandError(REFUSED);
    }
    boolean intact = isIntact(transaction, session);
    end(session);
    return intact ? runAll(transaction, session) : Reply.NULL_ARRAY;
  }

  /** Also makes resident what the transaction needs. What cannot be read ends it. */
  private boolean isIntact(Transaction transaction, Session session) {
    if (session.isWatchBroken()) {
      return false;
    }
    try {
      shard.requireResident(shard.watches().of(session));
      if (session.isWatchBroken()) {
        return false;
      }
      shard.requireResident(keysOf(transaction, session.table()));
      if (countsKeys(transaction)) {
        shard.requireCounted();
      }
      return true;
    } catch (CommandError unreadable) {
      end(session);
      throw unreadable;
    }
  }

  private void end(Session session) {
    session.transaction(null);
    shard.watches().unwatch(session);
  }

  private Reply runAll(Transaction transaction, Session session) {
    List<Reply> replies = new ArrayList<>(transaction.queue().size());
    for (Queued queued : transaction.queue()) {
      replies.add(runner.runWithin(session, queued.spec(), queued.args()));
    }
    return new Reply.Array(replies);
  }

  private static boolean countsKeys(Transaction transaction) {
    return transaction.queue().stream()
        .anyMatch(
            queued -> queued.spec().command() instanceof DataCommand data && data.countsKeys());
  }

  private List<WatchedKey> keysOf(Transaction transaction, int selected) {
    List<WatchedKey> keys = new ArrayList<>();
    int table = selected;
    for (Queued queued : transaction.queue()) {
      if (queued.spec().has(CommandTrait.SELECTS_TABLE)) {
        table = tableAfter(queued.args().get(1), table);
      }
      int current = table;
      queued
          .spec()
          .keys()
          .forEach(
              spec ->
                  spec.forEach(
                      queued.args(),
                      at -> keys.add(new WatchedKey(current, queued.args().get(at)))));
    }
    return keys;
  }

  /** A SELECT that will fail leaves the table as it is. */
  private int tableAfter(Bytes selected, int before) {
    TableDefinition table = tables.current().find(selected);
    return table == null ? before : table.number();
  }
}
