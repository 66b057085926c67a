package io.talus.testkit.disk;

import io.talus.application.port.Disk;
import io.talus.application.port.DiskException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A folder in memory with the faults of real disks: {@link #crash} loses and tears what was not
 * synced, {@link #capacity} makes it run full in the middle of a write, {@link #failNextSync} lets
 * a sync fail. Everything is drawn from the generator given, so a seed replays it.
 */
public final class SimulatedDisk implements Disk {
  private final RandomGenerator random;
  private final Map<String, SimulatedFile> files = new HashMap<>();
  private final Map<String, SimulatedFile> deletedNotDurably = new HashMap<>();
  private long used;
  private long capacityBytes = Long.MAX_VALUE;
  private boolean failNextSync;

  public SimulatedDisk(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public synchronized List<String> list() {
    return new ArrayList<>(files.keySet());
  }

  @Override
  public synchronized AppendFile create(String name) {
    if (files.containsKey(name)) {
      throw new DiskException(name + ": File exists");
    }
    SimulatedFile file = new SimulatedFile(this, name);
    files.put(name, file);
    return file;
  }

  @Override
  public synchronized AppendFile open(String name) {
    return file(name);
  }

  private SimulatedFile file(String name) {
    @Nullable SimulatedFile file = files.get(name);
    if (file == null) {
      throw new DiskException(name + ": No such file");
    }
    return file;
  }

  @Override
  public synchronized void delete(String name) {
    SimulatedFile file = file(name);
    files.remove(name);
    release((int) file.size());
    if (file.nameIsDurable) {
      deletedNotDurably.put(name, file);
    }
  }

  @Override
  public synchronized void syncFolder() {
    files.values().forEach(file -> file.nameIsDurable = true);
    deletedNotDurably.clear();
  }

  @Override
  public synchronized long freeBytes() {
    return Math.max(0, capacityBytes - used);
  }

  @Override
  public String location() {
    return "simulated";
  }

  /** From now on the disk holds so many bytes. */
  public synchronized void capacity(long bytes) {
    capacityBytes = bytes;
  }

  public synchronized long usedBytes() {
    return used;
  }

  public synchronized void failNextSync() {
    failNextSync = true;
  }

  /** No sync fails any more, and there is room for everything. */
  public synchronized void heal() {
    failNextSync = false;
    capacityBytes = Long.MAX_VALUE;
  }

  /** The machine fails and starts again: what is left is what a real disk could have kept. */
  public synchronized void crash() {
    deletedNotDurably.forEach(
        (name, file) -> {
          if (random.nextBoolean()) {
            files.putIfAbsent(name, file);
          }
        });
    deletedNotDurably.clear();
    files.values().removeIf(file -> !file.nameIsDurable && random.nextBoolean());
    files.values().forEach(file -> file.crash(random));
    files.values().forEach(file -> file.nameIsDurable = true);
    used = files.values().stream().mapToLong(SimulatedFile::size).sum();
    failNextSync = false;
  }

  /** Flips bits of a byte at rest. */
  public synchronized void flip(String name, long position, int mask) {
    file(name).flip(position, mask);
  }

  public synchronized byte[] bytesOf(String name) {
    return file(name).bytes();
  }

  synchronized int reserve(int bytes) {
    int allowed = (int) Math.max(0, Math.min(bytes, capacityBytes - used));
    used += allowed;
    return allowed;
  }

  synchronized void release(int bytes) {
    used -= bytes;
  }

  synchronized void beforeSync(String name) {
    if (failNextSync) {
      failNextSync = false;
      throw new DiskException(name + ": Input/output error");
    }
  }
}
