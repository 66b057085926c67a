package io.talus.application.statistics;

import io.talus.application.command.Arguments;
import io.talus.application.session.Session;
import io.talus.application.settings.ObservationSettings;
import io.talus.application.settings.Settings;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last commands that were slow (SLOWLOG). Belongs to the shard's thread. */
public final class SlowLog {
  /** As Redis: a longer command is noted in part. */
  private static final int ARGUMENTS_MAX = 32;

  private static final int ARGUMENT_BYTES_MAX = 128;
  private static final long NANOS_PER_MICRO = 1000;

  /**
   * A slow command.
   *
   * @param atSeconds when it ran, in seconds since 1970
   * @param arguments shortened
   */
  public record Entry(
      long id,
      long atSeconds,
      long micros,
      List<Bytes> arguments,
      String clientAddress,
      String clientName) {}

  private final Deque<Entry> entries = new ArrayDeque<>();
  private long nextId;
  private long slowerThanNanos;
  private long lengthMax;

  public SlowLog(Settings settings) {
    settings.onChange(this::take);
  }

  private void take(Settings settings) {
    long micros = settings.get(ObservationSettings.SLOWLOG_SLOWER_THAN_MICROS);
    slowerThanNanos =
        micros < 0 || micros > Long.MAX_VALUE / NANOS_PER_MICRO
            ? Long.MAX_VALUE
            : micros * NANOS_PER_MICRO;
    lengthMax = settings.get(ObservationSettings.SLOWLOG_LENGTH_MAX);
    trim();
  }

  boolean isSlow(long nanos) {
    return nanos >= slowerThanNanos;
  }

  void add(Session session, Arguments args, long nanos, long nowMillis) {
    entries.addFirst(
        new Entry(
            nextId++,
            nowMillis / 1000,
            nanos / NANOS_PER_MICRO,
            shortened(args),
            session.channel().remoteAddress(),
            session.name()));
    trim();
  }

  private void trim() {
    while (entries.size() > lengthMax) {
      entries.removeLast();
    }
  }

  private static List<Bytes> shortened(Arguments args) {
    int shown = args.count() > ARGUMENTS_MAX ? ARGUMENTS_MAX - 1 : args.count();
    List<Bytes> arguments = new ArrayList<>(shown + 1);
    for (int i = 0; i < shown; i++) {
      arguments.add(shortened(args.get(i)));
    }
    if (shown < args.count()) {
      arguments.add(Bytes.of("... (%d more arguments)".formatted(args.count() - shown)));
    }
    return arguments;
  }

  private static Bytes shortened(Bytes argument) {
    int excess = argument.length() - ARGUMENT_BYTES_MAX;
    return excess <= 0
        ? argument
        : argument
            .slice(0, ARGUMENT_BYTES_MAX)
            .concat(Bytes.of("... (%d more bytes)".formatted(excess)));
  }

  /** The newest entries, up to {@code count}. */
  public List<Entry> newest(long count) {
    return entries.stream().limit(count).toList();
  }

  public int length() {
    return entries.size();
  }

  public void clear() {
    entries.clear();
  }
}
