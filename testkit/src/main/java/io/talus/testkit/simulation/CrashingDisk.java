package io.talus.testkit.simulation;

import io.talus.application.port.Disk;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A disk whose user ends in the middle of what it does with it: {@link #crashAfter} sets after how
 * many operations. The one that crashes has been done, or not, or an append in part.
 */
public final class CrashingDisk implements Disk {
  private final Disk disk;
  private final RandomGenerator random;
  private int operationsLeft = -1;
  private SimulatedCrash.Kind kind = SimulatedCrash.Kind.PROCESS;

  public CrashingDisk(Disk disk, RandomGenerator random) {
    this.disk = disk;
    this.random = random;
  }

  /** The so many-th operation that changes something from now on, at least the first, crashes. */
  public void crashAfter(int operations, SimulatedCrash.Kind what) {
    operationsLeft = operations;
    kind = what;
  }

  /** Nothing crashes any more. */
  public void calm() {
    operationsLeft = -1;
  }

  private boolean isTimeToCrash() {
    return operationsLeft > 0 && --operationsLeft == 0;
  }

  private void change(String what, Runnable operation) {
    if (!isTimeToCrash()) {
      operation.run();
      return;
    }
    if (random.nextBoolean()) {
      operation.run();
    }
    throw new SimulatedCrash(kind, what);
  }

  @Override
  public List<String> list() {
    return disk.list();
  }

  @Override
  public AppendFile create(String name) {
    if (!isTimeToCrash()) {
      return new CrashingFile(disk.create(name), name);
    }
    if (random.nextBoolean()) {
      disk.create(name).close();
    }
    throw new SimulatedCrash(kind, "create " + name);
  }

  @Override
  public AppendFile open(String name) {
    return new CrashingFile(disk.open(name), name);
  }

  @Override
  public void delete(String name) {
    change("delete " + name, () -> disk.delete(name));
  }

  @Override
  public void syncFolder() {
    change("sync of the folder", disk::syncFolder);
  }

  @Override
  public long freeBytes() {
    return disk.freeBytes();
  }

  @Override
  public String location() {
    return disk.location();
  }

  private final class CrashingFile implements AppendFile {
    private final AppendFile file;
    private final String name;

    CrashingFile(AppendFile file, String name) {
      this.file = file;
      this.name = name;
    }

    @Override
    public long size() {
      return file.size();
    }

    @Override
    public void append(byte[] source, int length) {
      append(source, length, source, 0);
    }

    @Override
    public void append(byte[] first, int firstLength, byte[] second, int secondLength) {
      if (!isTimeToCrash()) {
        file.append(first, firstLength, second, secondLength);
        return;
      }
      int whole = firstLength + secondLength;
      int done = random.nextBoolean() ? whole : random.nextInt(whole);
      int ofFirst = Math.min(done, firstLength);
      file.append(first, ofFirst, second, done - ofFirst);
      throw new SimulatedCrash(kind, "append to " + name);
    }

    @Override
    public int read(long position, byte[] target, int from, int length) {
      return file.read(position, target, from, length);
    }

    @Override
    public void sync() {
      change("sync of " + name, file::sync);
    }

    @Override
    public void truncate(long size) {
      change("truncation of " + name, () -> file.truncate(size));
    }

    @Override
    public void close() {
      file.close();
    }
  }
}
