package io.talus.application.table;

import io.talus.application.port.MetadataException;
import io.talus.domain.table.Consistency;
import io.talus.domain.table.PasswordDigest;
import io.talus.domain.table.TableDefinition;
import io.talus.domain.table.TableRefused;
import io.talus.domain.table.Tables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image of the tables as lines that people can read:
 *
 * <pre>
 * format=1
 * revision=7
 * table=16 orders 64 3 quorum -         number, name, slots, replicas, consistency, SHA-256 or -
 * dropped=17
 * </pre>
 */
public final class TablesText {
  private static final String FORMAT = "format=1";
  private static final String REVISION = "revision=";
  private static final String TABLE = "table=";
  private static final String DROPPED = "dropped=";
  private static final String NO_PASSWORD = "-";
  private static final int TABLE_WORDS = 6;

  private TablesText() {}

  public static String write(Tables tables) {
    StringBuilder text = new StringBuilder();
    text.append(FORMAT).append('\n');
    text.append(REVISION).append(tables.revision()).append('\n');
    for (TableDefinition table : tables.all()) {
      text.append(TABLE).append(line(table)).append('\n');
    }
    tables.dropped().forEach(number -> text.append(DROPPED).append(number).append('\n'));
    return text.toString();
  }

  private static String line(TableDefinition table) {
    PasswordDigest password = table.password();
    return "%d %s %d %d %s %s"
        .formatted(
            table.number(),
            table.name(),
            table.slotCount(),
            table.replicas(),
            table.consistency().text(),
            password == null ? NO_PASSWORD : password.hex());
  }

  /**
   * Reads what {@link #write} has written.
   *
   * @throws MetadataException if it is something else, with the line
   */
  public static Tables read(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() < 2 || !lines.get(0).equals(FORMAT) || !lines.get(1).startsWith(REVISION)) {
      throw new MetadataException(
          "begins with '%s' (expected: %s)".formatted(lines.isEmpty() ? "" : lines.get(0), FORMAT));
    }
    List<TableDefinition> tables = new ArrayList<>();
    List<Integer> dropped = new ArrayList<>();
    String line = lines.get(1);
    try {
      long revision = Long.parseLong(line.substring(REVISION.length()));
      for (int i = 2; i < lines.size(); i++) {
        line = lines.get(i);
        if (line.startsWith(TABLE)) {
          tables.add(table(line.substring(TABLE.length()).split(" ", -1)));
        } else if (line.startsWith(DROPPED)) {
          dropped.add(Integer.parseInt(line.substring(DROPPED.length())));
        } else {
          throw new IllegalArgumentException("unknown");
        }
      }
      return new Tables(revision, tables, dropped);
    } catch (IllegalArgumentException | TableRefused wrong) {
      throw new MetadataException("'%s': %s".formatted(line, wrong.getMessage()), wrong);
    }
  }

  private static TableDefinition table(String[] words) {
    if (words.length != TABLE_WORDS) {
      throw new IllegalArgumentException(
          "%d words (expected: %d)".formatted(words.length, TABLE_WORDS));
    }
    return new TableDefinition(
        Integer.parseInt(words[0]),
        words[1],
        Integer.parseInt(words[2]),
        Integer.parseInt(words[3]),
        Consistency.of(words[4])
            .orElseThrow(() -> new IllegalArgumentException("consistency " + words[4])),
        password(words[5]));
  }

  private static @Nullable PasswordDigest password(String word) {
    return word.equals(NO_PASSWORD) ? null : PasswordDigest.ofHex(word);
  }
}
