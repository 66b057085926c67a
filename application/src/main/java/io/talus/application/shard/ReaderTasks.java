package io.talus.application.shard;

import io.talus.application.background.Errands;
import io.talus.application.background.FailureLog;
import io.talus.application.port.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands reads over to the readers' threads, and brings back what they found. To wake a thread takes
 * about as long as to read a key from the page cache: so the reads of a burst go in as few tasks as
 * give all threads something to do, and in fewer where reads are short. Of a long burst the first
 * ones are read while the rest is still being asked for. On the shard's thread, but for the
 * reading.
 */
final class ReaderTasks {
  /** As many as there are readers, usually. */
  private static final int TASKS = 4;

  /** It does not pay to wake a thread for less. */
  private static final long TASK_NANOS_MIN = 100_000;

  /** Of the time that a read takes the last sixteen tasks or so count. */
  private static final int AVERAGE_SHIFT = 4;

  /** The first answer of a task waits for the last. */
  private static final int READS_MAX = 16;

  /** With so much in it, answers are brought back before all of a task are there. */
  private static final int ANSWER_BYTES_MAX = 16 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(ReaderTasks.class);

  private record Read(Supplier<ColdResult> reading, Consumer<ColdResult> then) {}

  private final Executor readers;
  private final EventLoop loop;
  private final Errands errands;
  private final FailureLog failures;
  private List<Read> burst = new ArrayList<>();

  /** How long a small read took of late. */
  private long readNanos = TASK_NANOS_MIN;

  ReaderTasks(Executor readers, EventLoop loop) {
    this.readers = readers;
    this.loop = loop;
    this.errands = new Errands(readers, loop);
    this.failures = new FailureLog(LOG, "the store cannot be read", loop::nanoTime);
  }

  /**
   * Reads something that may take long, in a task of its own.
   *
   * @param reading on a reader's thread
   * @param then on the shard's
   */
  void add(Supplier<ColdResult> reading, Consumer<ColdResult> then) {
    Consumer<RuntimeException> failed = failure -> then.accept(failure(failure));
    errands.send(reading, then, failed);
  }

  /** Reads a key or an element, together with others. */
  void addSmall(Supplier<ColdResult> reading, Consumer<ColdResult> then) {
    if (burst.isEmpty()) {
      loop.post(this::handOver);
    }
    burst.add(new Read(reading, then));
    if (burst.size() >= TASKS * worthwhile()) {
      handOver(); // all threads have something to do: the rest of the burst comes meanwhile
    }
  }

  private void handOver() {
    List<Read> reads = burst;
    burst = new ArrayList<>();
    int size = taskSize(reads.size());
    for (int from = 0; from < reads.size(); from += size) {
      List<Read> task = reads.subList(from, Math.min(from + size, reads.size()));
      readers.execute(() -> run(task));
    }
  }

  private int taskSize(int reads) {
    return Math.min(Math.max(Math.ceilDiv(reads, TASKS), worthwhile()), READS_MAX);
  }

  /** For how many reads it pays to wake a thread. */
  private int worthwhile() {
    return (int) Math.min(TASK_NANOS_MIN / readNanos, READS_MAX);
  }

  private void took(long nanosPerRead) {
    long counted = Math.clamp(nanosPerRead, 1, TASK_NANOS_MIN);
    readNanos += (counted - readNanos) >> AVERAGE_SHIFT;
  }

  /** On a reader's thread. */
  private void run(List<Read> task) {
    List<Runnable> answers = new ArrayList<>(task.size() + 1);
    long begun = loop.nanoTime();
    long bytes = 0;
    for (Read read : task) {
      ColdResult result = result(read.reading);
      answers.add(() -> read.then.accept(result));
      bytes += AnswerSize.bytes(result);
      if (bytes > ANSWER_BYTES_MAX) {
        bringBack(answers);
        answers = new ArrayList<>();
        bytes = 0;
      }
    }
    long nanosPerRead = (loop.nanoTime() - begun) / task.size();
    answers.add(() -> took(nanosPerRead));
    bringBack(answers);
  }

  private void bringBack(List<Runnable> answers) {
    loop.post(() -> Tasks.runAll(answers));
  }

  private ColdResult result(Supplier<ColdResult> reading) {
    try {
      return reading.get();
    } catch (RuntimeException failed) {
      return failure(failed);
    }
  }

  private ColdResult failure(RuntimeException failed) {
    failures.add(failed);
    return new ColdResult.Failed(String.valueOf(failed.getMessage()));
  }
}
