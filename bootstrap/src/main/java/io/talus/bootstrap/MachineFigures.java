package io.talus.bootstrap;

import com.sun.management.OperatingSystemMXBean;
import io.talus.application.host.NodeFigures;
import io.talus.application.log.BackgroundWriter;
import io.talus.application.port.Binlog;
import io.talus.application.port.ResidentTier;
import io.talus.application.port.SlotStore;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the node uses, asked of the JVM, the system and the node's parts. */
final class MachineFigures implements NodeFigures {
  private static final Path PROCESS_STATUS = Path.of("/proc/self/status");
  private static final double NANOS_PER_SECOND = 1e9;

  private final MemoryPlan plan;
  private final ResidentTier tier;
  private final SlotStore store;
  private final Binlog binlog;
  private final BackgroundWriter writer;
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  @Inject
  MachineFigures(
      MemoryPlan plan, ResidentTier tier, SlotStore store, Binlog binlog, BackgroundWriter writer) {
    this.plan = plan;
    this.tier = tier;
    this.store = store;
    this.binlog = binlog;
    this.writer = writer;
  }

  @Override
  public long heapBytes() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Override
  public long heapBytesMax() {
    return Runtime.getRuntime().maxMemory();
  }

  @Override
  public long nativeBytes() {
    return Math.max(0, processBytes() - Runtime.getRuntime().totalMemory());
  }

  @Override
  public long processBytes() {
    try {
      for (String line : Files.readAllLines(PROCESS_STATUS)) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
      return 0;
    } catch (IOException notLinux) {
      return 0;
    }
  }

  @Override
  public long systemBytes() {
    return system.getTotalMemorySize();
  }

  @Override
  public long budgetBytes() {
    return plan.budgetBytes();
  }

  @Override
  public long residentBytes() {
    return tier.sizeBytes();
  }

  @Override
  public long storeBytes() {
    return store.sizeBytes();
  }

  @Override
  public long logBytes() {
    return binlog.bytesAfter(0);
  }

  @Override
  public long unappliedLogBytes() {
    return writer.lagBytes();
  }

  @Override
  public long evictedFromMemory() {
    return 0;
  }

  @Override
  public long receivedBytes() {
    return 0;
  }

  @Override
  public long sentBytes() {
    return 0;
  }

  @Override
  public double systemCpuSeconds() {
    return 0;
  }

  @Override
  public double userCpuSeconds() {
    return system.getProcessCpuTime() / NANOS_PER_SECOND;
  }
}
