package io.talus.application.question;

import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.plan.ReplicaReport;
import io.talus.domain.slot.SlotId;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What is said of many slots at once: a line for each.
 *
 * <pre>
 * 0/17 5                  slot 17 of table 0: epoch 5
 * 0/17 2.1 5 4 80         there replica 2.1 is in epoch 5, and its log ends at 4/80
 * 0/17 5 80 2             two followers have its log up to 80, in epoch 5
 * </pre>
 */
public final class SlotLines {
  private static final int EPOCH_WORDS = 2;
  private static final int REPORT_WORDS = 5;
  private static final int HELD_WORDS = 4;

  private SlotLines() {}

  /** A map of slots in their order. */
  public static <T> Map<SlotId, T> map() {
    return new TreeMap<>(Comparator.comparingInt(SlotId::table).thenComparingInt(SlotId::slot));
  }

  public static byte[] epochs(Map<SlotId, Long> epochs) {
    return write(epochs, epoch -> Long.toString(epoch));
  }

  /**
   * Reads what {@link #epochs} has written.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Map<SlotId, Long> readEpochs(byte[] text) {
    return read(text, EPOCH_WORDS, words -> number(words[1]));
  }

  public static byte[] reports(Map<SlotId, ReplicaReport> reports) {
    return write(
        reports,
        report ->
            "%d.%d %d %d %d"
                .formatted(
                    report.member().node(),
                    report.member().life(),
                    report.epoch(),
                    report.last().epoch(),
                    report.last().index()));
  }

  /**
   * Reads what {@link #reports} has written.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Map<SlotId, ReplicaReport> readReports(byte[] text) {
    return read(text, REPORT_WORDS, SlotLines::report);
  }

  private static ReplicaReport report(String[] words) {
    int[] member = pair(words[1], "\\.");
    return new ReplicaReport(
        new MemberId(member[0], member[1]),
        number(words[2]),
        new LogPosition(number(words[3]), number(words[4])));
  }

  public static byte[] held(Map<SlotId, HeldLog> logs) {
    return write(logs, held -> "%d %d %d".formatted(held.epoch(), held.index(), held.followers()));
  }

  /**
   * Reads what {@link #held} has written.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Map<SlotId, HeldLog> readHeld(byte[] text) {
    return read(
        text,
        HELD_WORDS,
        words -> new HeldLog(number(words[1]), number(words[2]), small(words[3])));
  }

  private static <T> byte[] write(Map<SlotId, T> values, Function<T, String> words) {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (slot, value) -> {
          text.append(slot.table()).append('/').append(slot.slot());
          text.append(' ').append(words.apply(value)).append('\n');
        });
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static <T> Map<SlotId, T> read(byte[] text, int count, Function<String[], T> reading) {
    Map<SlotId, T> values = map();
    for (String line : new String(text, StandardCharsets.ISO_8859_1).lines().toList()) {
      String[] words = line.split(" ", -1);
      if (words.length != count) {
        throw new IllegalArgumentException("line '" + line + "' (expected: " + count + " words)");
      }
      int[] slot = pair(words[0], "/");
      values.put(new SlotId(slot[0], slot[1]), reading.apply(words));
    }
    return values;
  }

  private static int[] pair(String word, String separator) {
    String[] parts = word.split(separator, -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("word '" + word + "' (expected: two numbers)");
    }
    return new int[] {small(parts[0]), small(parts[1])};
  }

  private static int small(String word) {
    if (!word.matches("\\d{1,9}")) {
      throw new IllegalArgumentException("word '" + word + "' (expected: a small number)");
    }
    return Integer.parseInt(word);
  }

  private static long number(String word) {
    if (!word.matches("\\d{1,18}")) {
      throw new IllegalArgumentException("word '" + word + "' (expected: a number)");
    }
    return Long.parseLong(word);
  }
}
