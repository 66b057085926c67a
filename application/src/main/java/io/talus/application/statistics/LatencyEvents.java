package io.talus.application.statistics;

import io.talus.application.settings.ObservationSettings;
import io.talus.application.settings.Settings;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** Spells of latency worth noting, by kind of event (LATENCY). Belongs to the shard's thread. */
public final class LatencyEvents {
  /** As Redis: so many are remembered of each kind. */
  private static final int SAMPLES_MAX = 160;

  private static final long NANOS_PER_MILLI = 1_000_000;

  /** A spell: the second in which it was, and its length. */
  public record Sample(long atSeconds, long millis) {}

  /** What is remembered of a kind of event. */
  public static final class Series {
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long millisMax;

    private void add(Sample sample) {
      millisMax = Math.max(millisMax, sample.millis);
      Sample last = samples.peekLast();
      if (last != null && last.atSeconds == sample.atSeconds) {
        samples.removeLast();
        samples.add(new Sample(last.atSeconds, Math.max(last.millis, sample.millis)));
        return;
      }
      samples.add(sample);
      if (samples.size() > SAMPLES_MAX) {
        samples.removeFirst();
      }
    }

    public Deque<Sample> samples() {
      return samples;
    }

    public long millisMax() {
      return millisMax;
    }
  }

  private final Map<String, Series> series = new TreeMap<>();
  private long thresholdNanos;

  LatencyEvents(Settings settings) {
    settings.onChange(this::take);
  }

  private void take(Settings settings) {
    long millis = settings.get(ObservationSettings.LATENCY_THRESHOLD_MILLIS);
    thresholdNanos =
        millis == 0 || millis > Long.MAX_VALUE / NANOS_PER_MILLI
            ? Long.MAX_VALUE
            : millis * NANOS_PER_MILLI;
  }

  boolean isNoteworthy(long nanos) {
    return nanos >= thresholdNanos;
  }

  void add(String event, long nanos, long nowMillis) {
    series
        .computeIfAbsent(event, name -> new Series())
        .add(new Sample(nowMillis / 1000, nanos / NANOS_PER_MILLI));
  }

  public Map<String, Series> series() {
    return Collections.unmodifiableMap(series);
  }

  /** Forgets an event; false if nothing was remembered of it. */
  public boolean forget(String event) {
    return series.remove(event) != null;
  }

  /** Forgets all events, and says how many there were. */
  public int forgetAll() {
    int count = series.size();
    series.clear();
    return count;
  }
}
