package io.talus.bootstrap;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * Whose data a folder holds: what its file {@code talus.node} says.
 *
 * <pre>
 * format=2                    1 had neither history nor copies
 * node-id=...                 the node's
 * history-id=...              that of the writes: positions of two histories are never compared
 * epoch=...                   of the last start
 * table-slots=...             slots of each table
 * copy=yes                    only in a copy that was never started
 * </pre>
 *
 * @param isCopy whether somebody else goes on under the same ids: then nothing may be written
 *     before {@link #next}
 */
record FolderIdentity(String nodeId, String historyId, long epoch, int tableSlots, boolean isCopy) {
  static final String FILE = "talus.node";
  private static final String FORMAT = "2";
  private static final String FORMAT_WITHOUT_COPIES = "1";
  private static final String NODE_ID = "node-id";
  private static final String HISTORY_ID = "history-id";
  private static final String EPOCH = "epoch";
  private static final String TABLE_SLOTS = "table-slots";
  private static final String COPY = "copy";
  private static final String YES = "yes";

  static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(FILE));
  }

  /**
   * Reads a folder's identity, or makes that of a new folder. One of format 1 counts as a copy, for
   * it does not say whether it is. Nothing is written.
   *
   * @throws StartupException if the format is not ours
   */
  static FolderIdentity read(Path folder, Supplier<String> newId, int tableSlots)
      throws IOException {
    Properties properties = new Properties();
    Path file = folder.resolve(FILE);
    if (Files.exists(file)) {
      properties.load(new StringReader(Files.readString(file)));
      String format = properties.getProperty("format", "");
      if (format.equals(FORMAT_WITHOUT_COPIES)) {
        properties.putIfAbsent(COPY, YES);
      } else if (!format.equals(FORMAT)) {
        throw new StartupException(
            "%s: format %s (expected: up to %s)".formatted(file, format, FORMAT));
      }
    }
    return new FolderIdentity(
        idOf(properties, NODE_ID, newId),
        idOf(properties, HISTORY_ID, newId),
        Long.parseLong(properties.getProperty(EPOCH, "0")),
        Integer.parseInt(properties.getProperty(TABLE_SLOTS, Integer.toString(tableSlots))),
        isCopy(properties.getProperty(COPY, "no"), file));
  }

  private static String idOf(Properties properties, String name, Supplier<String> newId) {
    String id = properties.getProperty(name, "");
    return id.isEmpty() ? newId.get() : id;
  }

  /** An operator may have written it; what is no answer must not be taken for a no. */
  private static boolean isCopy(String word, Path file) {
    return switch (word.strip()) {
      case YES -> true;
      case "no" -> false;
      default ->
          throw new StartupException("%s: copy=%s (expected: yes or no)".formatted(file, word));
    };
  }

  /** That of the next start: a new epoch, and for a copy a node and a history of its own. */
  FolderIdentity next(Supplier<String> newId) {
    return new FolderIdentity(
        isCopy ? newId.get() : nodeId,
        isCopy ? newId.get() : historyId,
        epoch + 1,
        tableSlots,
        false);
  }

  /** What a copy of the folder says until it is started. */
  FolderIdentity ofCopy() {
    return new FolderIdentity(nodeId, historyId, epoch, tableSlots, true);
  }

  /** Writes it so that it is there wholly or not at all, and durably when this returns. */
  void write(Path folder) throws IOException {
    Path temporary = folder.resolve(FILE + ".new");
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(text().getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
    Files.move(
        temporary,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    sync(folder);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    line(text, "format", FORMAT);
    line(text, NODE_ID, nodeId);
    line(text, HISTORY_ID, historyId);
    line(text, EPOCH, Long.toString(epoch));
    line(text, TABLE_SLOTS, Integer.toString(tableSlots));
    if (isCopy) {
      line(text, COPY, YES);
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append('=').append(value).append('\n');
  }

  /** Makes the names in a folder durable. */
  static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
