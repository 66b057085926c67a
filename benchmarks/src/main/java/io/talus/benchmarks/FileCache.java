package io.talus.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The operating system's cache of files.
 *
 * <p>A virtual machine may lose pages that nobody has read for a minute although it has memory to
 * spare: its host takes them back. Then what is measured is the host's disk, a thousand reads a
 * second or so, and not the server.
 */
final class FileCache {
  private static final int BUFFER_BYTES = 1 << 20;

  /** RocksDB's tables, whoever uses it. */
  private static final String TABLE_FILE = ".sst";

  private FileCache() {}

  /** Reads all of RocksDB's tables below a folder; of a server without there is nothing to read. */
  static void bringIn(Path folder) throws IOException {
    Files.walkFileTree(folder, new TableReader());
  }

  /** What is compacted away before it is read leaves its successor in the cache. */
  private static final class TableReader extends SimpleFileVisitor<Path> {
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (file.toString().endsWith(TABLE_FILE)) {
        try (FileChannel table = FileChannel.open(file)) {
          while (table.read(buffer.clear()) >= 0) {
            // To be read is all that is wanted of it.
          }
        } catch (NoSuchFileException e) {
          return visitFileFailed(file, e);
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }
  }
}
