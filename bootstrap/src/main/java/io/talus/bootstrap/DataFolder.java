package io.talus.bootstrap;

import io.talus.application.log.Ballast;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a node's data: locked by one process at a time, with the node's identity and the
 * epoch of this start in the file {@code talus.node}.
 *
 * <pre>
 * talus.lock    locked while a process uses the folder
 * talus.node    format, node id, epoch, slots of each table
 * binlog/       the segments of the log
 * store/        RocksDB
 * checkpoints/  copies made by SAVE and BGSAVE; each is a data folder that a node can start from
 * </pre>
 */
final class DataFolder implements AutoCloseable {
  private static final String FORMAT = "1";
  private static final String IDENTITY_FILE = "talus.node";
  private static final String LOCK_FILE = "talus.lock";
  private static final String BINLOG = "binlog";
  private static final String STORE = "store";
  private static final String CHECKPOINTS = "checkpoints";

  /** Behind the name of a checkpoint while it is made. */
  private static final String UNFINISHED = ".new";

  private static final String TABLE_SLOTS = "table-slots";

  /** For RocksDB's new files and those of the node. */
  private static final long ROOM_TO_START = 16L << 20;

  private final Path path;
  private final FileChannel lockChannel;
  private final Identity identity;

  private DataFolder(Path path, FileChannel lockChannel, Identity identity) {
    this.path = path;
    this.lockChannel = lockChannel;
    this.identity = identity;
  }

  /** What {@code talus.node} says. */
  private record Identity(String nodeId, long epoch, int tableSlots) {
    static Identity of(Properties properties, Supplier<String> newNodeId, int tableSlots) {
      String nodeId = properties.getProperty("node-id", "");
      return new Identity(
          nodeId.isEmpty() ? newNodeId.get() : nodeId,
          Long.parseLong(properties.getProperty("epoch", "0")),
          Integer.parseInt(properties.getProperty(TABLE_SLOTS, Integer.toString(tableSlots))));
    }

    Identity next() {
      return new Identity(nodeId, epoch + 1, tableSlots);
    }

    String text() {
      return "format=%s\nnode-id=%s\nepoch=%d\n%s=%d\n"
          .formatted(FORMAT, nodeId, epoch, TABLE_SLOTS, tableSlots);
    }
  }

  /**
   * Locks the folder, makes it if it does not exist, and begins the next epoch.
   *
   * @param tableSlots how many slots tables have, or are made with
   * @throws StartupException if another process uses it, its format is not ours, or its tables have
   *     another number of slots
   */
  static DataFolder open(Path path, Supplier<String> newNodeId, int tableSlots) {
    FileChannel channel = null;
    try {
      Files.createDirectories(path);
      channel = lock(path);
      makeRoom(path);
      Identity identity = Identity.of(properties(path), newNodeId, tableSlots).next();
      if (identity.tableSlots != tableSlots) {
        throw new StartupException(
            "table-slots is %d, but the tables in %s were made with %d slots"
                .formatted(tableSlots, path, identity.tableSlots));
      }
      writeIdentity(path, identity);
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

  private static Properties properties(Path path) throws IOException {
    Properties properties = new Properties();
    Path file = path.resolve(IDENTITY_FILE);
    if (!Files.exists(file)
        && (Files.exists(path.resolve(STORE)) || Files.exists(path.resolve(BINLOG)))) {
      throw new StartupException(path + ": there is data, but no " + IDENTITY_FILE);
    }
    if (Files.exists(file)) {
      properties.load(new StringReader(Files.readString(file)));
      String format = properties.getProperty("format", "");
      if (!format.equals(FORMAT)) {
        throw new StartupException("%s: format %s (expected: %s)".formatted(file, format, FORMAT));
      }
    }
    return properties;
  }

  /** Writes a folder's identity so that it is there wholly or not at all. */
  private static void writeIdentity(Path path, Identity identity) throws IOException {
    Path temporary = path.resolve(IDENTITY_FILE + ".new");
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(identity.text().getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
    Files.move(
        temporary,
        path.resolve(IDENTITY_FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    sync(path);
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel folder = FileChannel.open(directory, StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  String nodeId() {
    return identity.nodeId;
  }

  /** Greater than that of every process that used the folder before. */
  long epoch() {
    return identity.epoch;
  }

  Path binlog() {
    return path.resolve(BINLOG);
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
    writeIdentity(unfinished, identity);
    Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
    sync(checkpoints);
    return copy;
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
