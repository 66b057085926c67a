package io.talus.application.server;

import io.talus.application.command.Reply;
import io.talus.application.host.NodeFigures;
import io.talus.application.session.Session;
import io.talus.application.session.Sessions;
import io.talus.application.shard.Shard;
import java.util.ArrayList;
import java.util.List;

/** MEMORY STATS and DOCTOR: where the memory budget goes. Belongs to the shard's thread. */
final class MemoryStatistics {
  /** So full, little is left for a burst; the collector works hard. */
  private static final double TIGHT = 0.95;

  private static final double PERCENT = 100;

  private final Shard shard;
  private final NodeFigures figures;
  private final Sessions sessions;
  private long peak;

  MemoryStatistics(Shard shard, NodeFigures figures, Sessions sessions) {
    this.shard = shard;
    this.figures = figures;
    this.sessions = sessions;
  }

  /** MEMORY STATS, with Redis's names where the thing exists here. */
  Reply figures() {
    long used = used();
    long resident = figures.residentBytes();
    long keys = keys();
    List<Reply> items = new ArrayList<>();
    add("peak.allocated", Math.max(peak, used), items);
    add("total.allocated", used, items);
    add("startup.allocated", 0, items);
    add("replication.backlog", 0, items);
    add("clients.slaves", 0, items);
    add("clients.normal", clientBytes(), items);
    add("cluster.links", 0, items);
    add("aof.buffer", 0, items);
    add("lua.caches", 0, items);
    add("functions.caches", 0, items);
    add("overhead.total", Math.max(0, used - resident), items);
    add("keys.count", keys, items);
    add("keys.bytes-per-key", keys == 0 ? 0 : resident / keys, items);
    add("dataset.bytes", resident, items);
    add("dataset.percentage", percent(resident, used), items);
    add("peak.percentage", percent(used, Math.max(peak, used)), items);
    add("allocator.allocated", figures.heapBytes(), items);
    add("allocator.active", figures.heapBytes(), items);
    add("allocator.resident", figures.processBytes(), items);
    add("native.allocated", figures.nativeBytes(), items);
    add("budget.bytes", figures.budgetBytes(), items);
    add("fragmentation", used == 0 ? 0 : (double) figures.processBytes() / used, items);
    add("fragmentation.bytes", Math.max(0, figures.processBytes() - used), items);
    return new Reply.Map(items);
  }

  private long used() {
    long used = figures.heapBytes() + figures.nativeBytes();
    peak = Math.max(peak, used);
    return used;
  }

  private long keys() {
    long keys = 0;
    for (int table : shard.tableNumbers()) {
      keys += shard.keys(table);
    }
    return keys;
  }

  private long clientBytes() {
    long bytes = 0;
    for (Session session : sessions.all()) {
      bytes += session.channel().inputBytes() + session.channel().outputBytes();
    }
    return bytes;
  }

  private static double percent(long part, long whole) {
    return whole == 0 ? 0 : PERCENT * part / whole;
  }

  private static void add(String name, long value, List<Reply> items) {
    items.add(Reply.bulk(name));
    items.add(Reply.integer(value));
  }

  private static void add(String name, double value, List<Reply> items) {
    items.add(Reply.bulk(name));
    items.add(new Reply.Double(value));
  }

  /** MEMORY DOCTOR. */
  Reply advice() {
    long budget = figures.budgetBytes();
    if (budget > 0 && used() > budget * TIGHT) {
      return new Reply.Verbatim(
          "Memory is nearly used up: give the node a larger memory-budget, or a smaller"
              + " resident-limit so that fewer keys stay in memory.\n");
    }
    if (figures.evictedFromMemory() > 0) {
      return new Reply.Verbatim(
          "Keys in use do not all fit memory; some are read from disk. That is no fault, but a"
              + " larger memory-budget would make reads faster.\n");
    }
    return new Reply.Verbatim("All keys in use fit memory, and there is room left.\n");
  }
}
