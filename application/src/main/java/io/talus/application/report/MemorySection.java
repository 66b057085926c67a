package io.talus.application.report;

import io.talus.application.host.NodeFigures;

/** What memory is used for. Nothing is evicted for good, so maxmemory is always 0. */
final class MemorySection implements Section {
  private final NodeFigures figures;
  private long peak;

  MemorySection(NodeFigures figures) {
    this.figures = figures;
  }

  @Override
  public String title() {
    return "Memory";
  }

  @Override
  public void write(Lines out) {
    long used = figures.heapBytes() + figures.nativeBytes();
    long resident = figures.residentBytes();
    peak = Math.max(peak, used);
    out.bytes("used_memory", used);
    out.bytes("used_memory_rss", figures.processBytes());
    out.bytes("used_memory_peak", peak);
    out.line("used_memory_peak_perc", percent(used, peak));
    out.line("used_memory_overhead", Math.max(0, used - resident));
    out.line("used_memory_dataset", resident);
    out.line("used_memory_dataset_perc", percent(resident, used));
    out.line("used_memory_heap", figures.heapBytes());
    out.line("used_memory_native", figures.nativeBytes());
    out.bytes("memory_budget", figures.budgetBytes());
    out.bytes("total_system_memory", figures.systemBytes());
    out.line("used_memory_lua", 0);
    out.line("used_memory_scripts", 0);
    out.line("number_of_cached_scripts", 0);
    out.bytes("maxmemory", 0);
    out.line("maxmemory_policy", "noeviction");
    out.line("mem_fragmentation_ratio", used == 0 ? 0 : (double) figures.processBytes() / used);
    out.line("mem_allocator", "jvm");
    out.line("active_defrag_running", 0);
    out.line("lazyfree_pending_objects", 0);
    out.line("lazyfreed_objects", 0);
  }

  private static String percent(long part, long whole) {
    return "%.2f%%".formatted(whole == 0 ? 0.0 : 100.0 * part / whole);
  }
}
