package io.talus.application.report;

import io.talus.application.shard.Shard;

/** How many keys there are in each table that has any. */
final class KeyspaceSection implements Section {
  private final Shard shard;

  KeyspaceSection(Shard shard) {
    this.shard = shard;
  }

  @Override
  public String title() {
    return "Keyspace";
  }

  @Override
  public void write(Lines out) {
    for (int table : shard.tableNumbers()) {
      long keys = shard.keys(table);
      if (keys > 0) {
        out.line(
            "db" + table,
            "keys=%d,expires=%d,avg_ttl=0".formatted(keys, shard.expiringKeys(table)));
      }
    }
  }
}
