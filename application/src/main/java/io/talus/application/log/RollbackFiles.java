package io.talus.application.log;

import io.talus.application.port.Disk;
import io.talus.application.port.Disk.AppendFile;
import io.talus.application.port.DiskException;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files with what was cut from slots' logs, for the operator: a leader that was cut off from the
 * others may have taken writes that its successor does not know. One file a cut; its name says what
 * is in it, so that after a crash the same file is found again. Belongs to the background writer.
 *
 * <pre>
 * name    table-T-slot-S-from-EPOCH-INDEX-to-EPOCH-INDEX.rollback
 * content {@link RollbackHeader}, then the records as they were in the log
 * </pre>
 */
public final class RollbackFiles implements Consumer<CutTail> {
  private static final Logger LOG = LoggerFactory.getLogger(RollbackFiles.class);
  private static final String SUFFIX = ".rollback";

  /** A tail seldom has more than some megabytes: what a slot takes while it has no majority. */
  public static final long BYTES_MAX = 256L << 20;

  /** Hundreds of cuts of all slots of a node; more would make its folder slow. */
  public static final int FILES_MAX = 10_000;

  private static final int RECORD_HEADER_BYTES = 2 * Integer.BYTES;

  /** A file; the order of their cuts in the log is that of their age. */
  private record Kept(long block, String name, long bytes) {}

  private final Disk disk;
  private final long bytesMax;
  private final Queue<Kept> kept =
      new PriorityQueue<>(Comparator.comparingLong(Kept::block).thenComparing(Kept::name));
  private long bytes;

  /** Goes on with what is in the folder. */
  public RollbackFiles(Disk disk) {
    this(disk, BYTES_MAX);
  }

  /**
   * Goes on with what is in the folder.
   *
   * @param bytesMax what all files may take; the newest stays, whatever it takes
   */
  public RollbackFiles(Disk disk, long bytesMax) {
    this.disk = disk;
    this.bytesMax = bytesMax;
    names(disk).forEach(this::find);
  }

  /** The names of the files in a folder. */
  public static List<String> names(Disk disk) {
    return disk.list().stream().filter(name -> name.endsWith(SUFFIX)).sorted().toList();
  }

  private void find(String name) {
    try (AppendFile file = disk.open(name)) {
      add(new Kept(age(file), name, file.size()));
    }
  }

  /** What a crash left unfinished comes again, and until then is the first to go. */
  private static long age(AppendFile file) {
    try {
      return RollbackHeader.read(file).block();
    } catch (FormatException unfinished) {
      return 0;
    }
  }

  private void add(Kept file) {
    kept.add(file);
    bytes += file.bytes();
  }

  private void delete(Kept file) {
    disk.delete(file.name());
    kept.remove(file);
    bytes -= file.bytes();
  }

  /**
   * Makes the tail durable; leaves alone what is there.
   *
   * @throws StoreException when there is no room for it: it is to be given again
   */
  @Override
  public void accept(CutTail tail) {
    String name = name(tail);
    byte[] header = RollbackHeader.of(tail).toArray();
    if (isThere(name, header, tail)) {
      return;
    }
    long length = header.length + RollbackHeader.recordBytes(tail);
    kept.stream().filter(file -> file.name().equals(name)).findAny().ifPresent(this::delete);
    makeRoom(length);
    try {
      write(name, header, tail);
    } catch (DiskException failed) {
      throw fault(name, length, failed);
    }
    add(new Kept(tail.block(), name, length));
    LOG.warn(
        "slot {} of table {}: {} units behind {}/{} of its log are given up; they are in {}/{}",
        tail.slot().slot(),
        tail.slot().table(),
        tail.units().size(),
        tail.kept().epoch(),
        tail.kept().index(),
        disk.location(),
        name);
  }

  private static String name(CutTail tail) {
    CutTail.Unit first = tail.units().getFirst();
    CutTail.Unit last = tail.units().getLast();
    return "table-%d-slot-%d-from-%d-%d-to-%d-%d%s"
        .formatted(
            tail.slot().table(),
            tail.slot().slot(),
            first.position().epoch(),
            first.position().index(),
            last.position().epoch(),
            last.position().index(),
            SUFFIX);
  }

  /** Synced again: the process before may have ended between writing and syncing. */
  private boolean isThere(String name, byte[] header, CutTail tail) {
    if (!disk.list().contains(name)) {
      return false;
    }
    try (AppendFile file = disk.open(name)) {
      long at = header.length;
      boolean same =
          file.size() == header.length + RollbackHeader.recordBytes(tail) && holds(file, 0, header);
      for (CutTail.Unit unit : tail.units()) {
        same = same && holds(file, at, unit.record());
        at += unit.record().length;
      }
      if (same) {
        file.sync();
        disk.syncFolder();
      }
      return same;
    }
  }

  private static boolean holds(AppendFile file, long at, byte[] expected) {
    byte[] found = new byte[expected.length];
    return file.read(at, found, 0, found.length) == found.length && Arrays.equals(found, expected);
  }

  private void makeRoom(long length) {
    while (!kept.isEmpty() && (bytes + length > bytesMax || kept.size() >= FILES_MAX)) {
      Kept oldest = kept.element();
      delete(oldest);
      LOG.warn(
          "{}/{}: deleted to make room for what was cut since", disk.location(), oldest.name());
    }
  }

  private void write(String name, byte[] header, CutTail tail) {
    try (AppendFile file = disk.create(name)) {
      file.append(header, header.length);
      for (CutTail.Unit unit : tail.units()) {
        file.append(unit.record(), unit.record().length);
      }
      file.sync();
    }
    disk.syncFolder();
  }

  private RuntimeException fault(String name, long length, DiskException failed) {
    if (disk.list().contains(name)) {
      disk.delete(name);
    }
    return disk.freeBytes() < length
        ? StoreException.outOfSpace("no room for " + disk.location() + "/" + name, failed)
        : failed;
  }

  /**
   * Reads a file: what its cut took from the slot's log, in order, to be looked at or executed
   * anew.
   *
   * @throws FormatException if it is damaged
   */
  public static List<SlotRecord> read(Disk disk, String name) {
    List<SlotRecord> records = new ArrayList<>();
    try (AppendFile file = disk.open(name)) {
      RollbackHeader header = RollbackHeader.read(file);
      long at = RollbackHeader.BYTES;
      for (int i = 0; i < header.units(); i++) {
        byte[] record = record(file, at);
        RecordCodec.readRecords(record, 0, record.length, records::add);
        at += record.length;
      }
    }
    return records;
  }

  private static byte[] record(AppendFile file, long at) {
    byte[] start = new byte[RECORD_HEADER_BYTES];
    int found = file.read(at, start, 0, start.length);
    int length = new ByteSource(start, 0, found).u32();
    if (length < 0 || length > file.size() - at - RECORD_HEADER_BYTES) {
      throw new FormatException("record at " + at + ": length " + length);
    }
    byte[] record = new byte[RECORD_HEADER_BYTES + length];
    file.read(at, record, 0, record.length);
    return record;
  }
}
