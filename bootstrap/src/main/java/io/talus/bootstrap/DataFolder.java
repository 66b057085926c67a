package io.talus.bootstrap;

import io.talus.adapters.rocksdb.metadata.FileTablesRepository;
import io.talus.application.log.Ballast;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a node's data: locked by one process at a time, with the node's identity and the
 * epoch of this start in the file {@code talus.node} ({@link FolderIdentity}).
 *
 * <pre>
 * talus.lock    locked while a process uses the folder
 * talus.node    whose data it is
 * talus.tables  all tables; written by {@link FileTablesRepository}
 * binlog/       the segments of the log
 * store/        RocksDB
 * rollback/     what was cut from slots' logs, for the operator
 * checkpoints/  copies made by SAVE and BGSAVE; each is a data folder that a node can start from
 * </pre>
 */
final class DataFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
  private static final String LOCK_FILE = "talus.lock";
  private static final String BINLOG = "binlog";
  private static final String STORE = "store";
  private static final String ROLLBACK = "rollback";
  private static final String CHECKPOINTS = "checkpoints";

  /** Behind the name of a checkpoint while it is made. */
  private static final String UNFINISHED = ".new";

  /** For RocksDB's new files and those of the node. */
  private static final long ROOM_TO_START = 16L << 20;

  private final Path path;
  private final FileChannel lockChannel;
  private final FolderIdentity identity;

  private DataFolder(Path path, FileChannel lockChannel, FolderIdentity identity) {
    this.path = path;
    this.lockChannel = lockChannel;
    this.identity = identity;
  }

  /**
   * Locks the folder, makes it if it does not exist, and begins the next epoch; a copy becomes a
   * node of its own (ADR 20). All of that is durable when this returns.
   *
   * @param newId draws ids of nodes and histories
   * @param tableSlots how many slots tables have, or are made with
   * @throws StartupException if another process uses it, its format is not ours, or its tables have
   *     another number of slots
   */
  static DataFolder open(Path path, Supplier<String> newId, int tableSlots) {
    FileChannel channel = null;
    try {
      Files.createDirectories(path);
      channel = lock(path);
      makeRoom(path);
      FolderIdentity found = identityIn(path, newId, tableSlots);
      FolderIdentity identity = found.next(newId);
      identity.write(path);
      if (found.isCopy()) {
        LOG.info(
            "{} was copied, perhaps, from node {}: this is node {} now, with a history of its own",
            path,
            found.nodeId(),
            identity.nodeId());
      }
      removeUnfinished(path.resolve(CHECKPOINTS));
      return new DataFolder(path, channel, identity);
    } catch (IOException | NumberFormatException failed) {
      unlock(channel);
      throw new StartupException(path + ": cannot be used: " + failed, failed);
    } catch (StartupException refused) {
      unlock(channel);
      throw refused;
    }
  }

  private static void unlock(@Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException failed) {
        throw new StartupException("cannot be unlocked: " + failed, failed);
      }
    }
  }

  /**
   * A start takes some room. On a full disk it is the ballast's: the node then finds that there is
   * none for it, and refuses to write until there is.
   */
  private static void makeRoom(Path path) throws IOException {
    if (Files.getFileStore(path).getUsableSpace() < ROOM_TO_START) {
      Files.deleteIfExists(path.resolve(BINLOG).resolve(Ballast.FILE));
    }
  }

  private static void removeUnfinished(Path checkpoints) throws IOException {
    if (Files.isDirectory(checkpoints)) {
      try (DirectoryStream<Path> unfinished =
          Files.newDirectoryStream(checkpoints, "*" + UNFINISHED)) {
        for (Path each : unfinished) {
          remove(each);
        }
      }
    }
  }

  private static void remove(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new StartupException(path + ": another process uses this folder");
    }
    return channel;
  }

  /** Within one process the JVM itself keeps the locks apart. */
  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException ours) {
      return false;
    }
  }

  private static FolderIdentity identityIn(Path path, Supplier<String> newId, int tableSlots)
      throws IOException {
    if (!FolderIdentity.isIn(path)
        && (Files.exists(path.resolve(STORE)) || Files.exists(path.resolve(BINLOG)))) {
      throw new StartupException(path + ": there is data, but no " + FolderIdentity.FILE);
    }
    FolderIdentity identity = FolderIdentity.read(path, newId, tableSlots);
    if (identity.tableSlots() != tableSlots) {
      throw new StartupException(
          "table-slots is %d, but the tables in %s were made with %d slots"
              .formatted(tableSlots, path, identity.tableSlots()));
    }
    return identity;
  }

  FolderIdentity identity() {
    return identity;
  }

  /** Greater than that of every process that used the folder before. */
  long epoch() {
    return identity.epoch();
  }

  Path binlog() {
    return path.resolve(BINLOG);
  }

  /** The folder that holds the file with the tables. */
  Path tables() {
    return path;
  }

  Path rollback() {
    return path.resolve(ROLLBACK);
  }

  Path store() {
    return path.resolve(STORE);
  }

  /**
   * Makes a copy that a node can start from. It is there as a whole or not at all.
   *
   * @param copyStore copies the store into the folder that it is given, which does not exist yet
   * @return the copy's folder
   */
  Path checkpoint(String name, Consumer<Path> copyStore) throws IOException {
    Path checkpoints = path.resolve(CHECKPOINTS);
    Path copy = checkpoints.resolve(name);
    Path unfinished = checkpoints.resolve(name + UNFINISHED);
    if (Files.exists(copy)) {
      throw new FileAlreadyExistsException(copy.toString());
    }
    if (Files.exists(unfinished)) {
      remove(unfinished);
    }
    Files.createDirectories(unfinished);
    copyStore.accept(unfinished.resolve(STORE));
    copyTables(unfinished);
    identity.ofCopy().write(unfinished);
    Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
    FolderIdentity.sync(checkpoints);
    return copy;
  }

  /**
   * After the store was copied: a table that was made since is empty in the copy, and what was
   * dropped since is cleared when a node starts on it. The other way round data could be left
   * without a table.
   */
  private void copyTables(Path copy) throws IOException {
    Path target = copy.resolve(FileTablesRepository.FILE);
    Files.copy(path.resolve(FileTablesRepository.FILE), target);
    try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  @Override
  public void close() {
    try {
      lockChannel.close();
    } catch (IOException failed) {
      throw new StartupException(path + ": cannot be unlocked", failed);
    }
  }
}
