package io.talus.application.report;

import io.talus.application.host.NodeFigures;
import io.talus.application.session.Session;
import io.talus.application.session.Sessions;
import io.talus.application.shard.Shard;

/**
 * What memory is used for. {@code used_memory} is what the node needed when it started and what
 * data, caches and clients occupy: Java's heap holds garbage as well, which says nothing. Nothing
 * is evicted for good, so maxmemory is always 0.
 */
final class MemorySection implements Section {
  private final NodeFigures figures;
  private final Sessions sessions;
  private final Shard shard;
  private final long startup;
  private long peak;

  MemorySection(NodeFigures figures, Sessions sessions, Shard shard) {
    this.figures = figures;
    this.sessions = sessions;
    this.shard = shard;
    this.startup = figures.heapBytes();
  }

  @Override
  public String title() {
    return "Memory";
  }

  @Override
  public void write(Lines out) {
    long resident = figures.residentBytes();
    long clients = clientBytes();
    long filters = shard.filterBytes();
    long elements = shard.recentElementBytes();
    long used = startup + resident + filters + elements + figures.nativeBytes() + clients;
    peak = Math.max(peak, used);
    out.bytes("used_memory", used);
    out.bytes("used_memory_rss", figures.processBytes());
    out.bytes("used_memory_peak", peak);
    out.line("used_memory_peak_perc", percent(used, peak));
    out.line("used_memory_overhead", Math.max(0, used - resident));
    out.line("used_memory_startup", startup);
    out.line("used_memory_dataset", resident);
    out.line("used_memory_dataset_perc", percent(resident, used));
    out.line("used_memory_filters", filters);
    out.line("used_memory_elements", elements);
    out.line("used_memory_heap", figures.heapBytes());
    out.line("used_memory_native", figures.nativeBytes());
    out.bytes("memory_budget", figures.budgetBytes());
    out.bytes("total_system_memory", figures.systemBytes());
    out.line("allocator_allocated", figures.heapBytes());
    out.line("allocator_active", figures.heapBytes());
    out.line("allocator_resident", figures.processBytes());
    scripts(out);
    out.bytes("maxmemory", 0);
    out.line("maxmemory_policy", "noeviction");
    fragmentation(out, used);
    out.line("mem_clients_normal", clients);
    out.line("mem_allocator", "jvm");
    out.zeros("active_defrag_running", "lazyfree_pending_objects", "lazyfreed_objects");
  }

  private long clientBytes() {
    long bytes = 0;
    for (Session session : sessions.all()) {
      bytes += session.channel().inputBytes() + session.channel().outputBytes();
    }
    return bytes;
  }

  private static void scripts(Lines out) {
    out.zeros(
        "used_memory_lua",
        "used_memory_vm_eval",
        "used_memory_scripts_eval",
        "number_of_cached_scripts",
        "number_of_functions",
        "number_of_libraries",
        "used_memory_vm_functions",
        "used_memory_vm_total",
        "used_memory_functions",
        "used_memory_scripts");
  }

  private void fragmentation(Lines out, long used) {
    long process = figures.processBytes();
    out.line("allocator_frag_ratio", 1.0);
    out.line("allocator_frag_bytes", 0);
    out.line("mem_fragmentation_ratio", used == 0 ? 0 : (double) process / used);
    out.line("mem_fragmentation_bytes", Math.max(0, process - used));
    out.zeros(
        "mem_not_counted_for_evict",
        "mem_replication_backlog",
        "mem_total_replication_buffers",
        "mem_clients_slaves",
        "mem_cluster_links",
        "mem_aof_buffer");
  }

  private static String percent(long part, long whole) {
    return "%.2f%%".formatted(whole == 0 ? 0.0 : 100.0 * part / whole);
  }
}
