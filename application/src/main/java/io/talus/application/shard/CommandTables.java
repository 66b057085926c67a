package io.talus.application.shard;

import io.talus.application.command.CommandTable;

/** Makes the command table of a shard: some commands work on the shard and its clients. */
@FunctionalInterface
public interface CommandTables {
  CommandTable of(Shard shard, CommandRunner runner);
}
