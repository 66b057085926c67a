package io.talus.bootstrap;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * The folder of a node's data: locked by one process at a time, with the node's identity and the
 * epoch of this start in the file {@code talus.node}.
 *
 * <pre>
 * talus.lock    locked while a process uses the folder
 * talus.node    format, node id, epoch
 * binlog/       the segments of the log
 * store/        RocksDB
 * checkpoints/  copies made by SAVE and BGSAVE; each is a data folder that a node can start from
 * </pre>
 */
final class DataFolder implements AutoCloseable {
  private static final String FORMAT = "1";
  private static final String IDENTITY_FILE = "talus.node";
  private static final String LOCK_FILE = "talus.lock";

  private final Path path;
  private final FileChannel lockChannel;
  private final String nodeId;
  private final long epoch;

  private DataFolder(Path path, FileChannel lockChannel, String nodeId, long epoch) {
    this.path = path;
    this.lockChannel = lockChannel;
    this.nodeId = nodeId;
    this.epoch = epoch;
  }

  /**
   * Locks the folder, makes it if it does not exist, and begins the next epoch.
   *
   * @throws StartupException if another process uses it, or its format is not ours
   */
  static DataFolder open(Path path, Supplier<String> newNodeId) {
    try {
      Files.createDirectories(path);
      FileChannel channel = lock(path);
      Properties identity = identity(path);
      String nodeId = identity.getProperty("node-id", "");
      if (nodeId.isEmpty()) {
        nodeId = newNodeId.get();
      }
      long epoch = Long.parseLong(identity.getProperty("epoch", "0")) + 1;
      writeIdentity(path, nodeId, epoch);
      return new DataFolder(path, channel, nodeId, epoch);
    } catch (IOException | NumberFormatException failed) {
      throw new StartupException(path + ": cannot be used: " + failed, failed);
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

  private static Properties identity(Path path) throws IOException {
    Properties properties = new Properties();
    Path file = path.resolve(IDENTITY_FILE);
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
  static void writeIdentity(Path path, String nodeId, long epoch) throws IOException {
    String text = "format=%s\nnode-id=%s\nepoch=%d\n".formatted(FORMAT, nodeId, epoch);
    Path temporary = path.resolve(IDENTITY_FILE + ".new");
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
    Files.move(
        temporary,
        path.resolve(IDENTITY_FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  String nodeId() {
    return nodeId;
  }

  /** Greater than that of every process that used the folder before. */
  long epoch() {
    return epoch;
  }

  Path binlog() {
    return path.resolve("binlog");
  }

  Path store() {
    return path.resolve("store");
  }

  /** A new folder for a copy. */
  Path checkpoint(String name) {
    return path.resolve("checkpoints").resolve(name);
  }

  /** Makes a folder that holds a copy of the store a data folder that a node can start from. */
  void describe(Path copy) throws IOException {
    writeIdentity(copy, nodeId, epoch);
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
