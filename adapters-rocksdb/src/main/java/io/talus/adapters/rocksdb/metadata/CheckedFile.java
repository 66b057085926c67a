package io.talus.adapters.rocksdb.metadata;

import io.talus.application.port.MetadataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * A file of lines, with their CRC32C in a last one. New content is written beside it, synced, and
 * takes its place by one rename. Used by one thread at a time.
 */
final class CheckedFile {
  private static final String CHECKSUM = "crc32c=";

  private final Path folder;
  private final String name;
  private final Path file;
  private final long bytesMax;

  /**
   * A file that may be there or not.
   *
   * @param bytesMax a larger file is no file of ours
   */
  CheckedFile(Path folder, String name, long bytesMax) {
    this.folder = folder;
    this.name = name;
    this.file = folder.resolve(name);
    this.bytesMax = bytesMax;
  }

  Path path() {
    return file;
  }

  /** What it holds, understood by {@code reading}; empty if it is not there. */
  <T> Optional<T> load(Function<String, T> reading) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      if (Files.size(file) > bytesMax) {
        throw new MetadataException("%d bytes".formatted(Files.size(file)));
      }
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      int end = text.lastIndexOf(CHECKSUM);
      if (end < 0 || !text.substring(end).equals(checksumLine(text.substring(0, end)))) {
        throw new MetadataException("the checksum is wrong");
      }
      return Optional.of(reading.apply(text.substring(0, end)));
    } catch (IOException failed) {
      throw new MetadataException(file + ": cannot be read: " + failed, failed);
    } catch (MetadataException damaged) {
      throw new MetadataException(file + ": is damaged: " + damaged.getMessage(), damaged);
    }
  }

  private static String checksumLine(String text) {
    CRC32C checksum = new CRC32C();
    checksum.update(text.getBytes(StandardCharsets.ISO_8859_1));
    return "%s%08x\n".formatted(CHECKSUM, checksum.getValue());
  }

  /** Replaces it. When this returns the text survives a failing machine. */
  void store(String text) {
    try {
      write(text + checksumLine(text));
    } catch (IOException failed) {
      throw new MetadataException(file + ": cannot be written: " + failed, failed);
    }
  }

  private void write(String text) throws IOException {
    Path unfinished = folder.resolve(name + ".new");
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }
}
