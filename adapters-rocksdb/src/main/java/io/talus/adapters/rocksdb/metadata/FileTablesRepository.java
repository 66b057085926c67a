package io.talus.adapters.rocksdb.metadata;

import io.talus.application.port.MetadataException;
import io.talus.application.port.TablesRepository;
import io.talus.application.table.TablesText;
import io.talus.domain.table.Tables;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Keeps the tables in the file {@code talus.tables} of a folder: the lines of {@link TablesText},
 * and their CRC32C in a last one. A new image is written beside it, synced, and takes its place by
 * one rename. Used by one thread at a time.
 */
public final class FileTablesRepository implements TablesRepository {
  /** The file's name, for those who copy the folder. */
  public static final String FILE = "talus.tables";

  /** 4,096 tables of 150 bytes, 65,536 tombstones of 15: a larger file is no file of ours. */
  private static final long BYTES_MAX = 4L << 20;

  private static final String CHECKSUM = "crc32c=";

  private final Path folder;
  private final Path file;

  public FileTablesRepository(Path folder) {
    this.folder = folder;
    this.file = folder.resolve(FILE);
  }

  @Override
  public Optional<Tables> load() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new MetadataException("%d bytes".formatted(Files.size(file)));
      }
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      int end = text.lastIndexOf(CHECKSUM);
      if (end < 0 || !text.substring(end).equals(checksumLine(text.substring(0, end)))) {
        throw new MetadataException("the checksum is wrong");
      }
      return Optional.of(TablesText.read(text.substring(0, end)));
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

  @Override
  public void store(Tables tables) {
    long before = load().map(Tables::revision).orElse(-1L);
    if (tables.revision() <= before) {
      throw new MetadataException(
          "%s: revision %d (expected: above %d)".formatted(file, tables.revision(), before));
    }
    String text = TablesText.write(tables);
    try {
      write(text + checksumLine(text));
    } catch (IOException failed) {
      throw new MetadataException(file + ": cannot be written: " + failed, failed);
    }
  }

  private void write(String text) throws IOException {
    Path unfinished = folder.resolve(FILE + ".new");
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
