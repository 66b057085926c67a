package io.talus.application.cold;

import io.talus.application.background.Errands;
import io.talus.application.background.FailureLog;
import io.talus.application.port.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.SequencedSet;
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
 *
 * <p>Clients come first: who reads in the background asks when a reader has nothing to do ({@link
 * #whenIdle}), and begins then.
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

  /**
   * The readers are given so many tasks at the most: enough that none of them waits for the loop to
   * give it the next. The others wait on the loop. They are bounded by what clients wait for:
   * {@link ColdReads#AT_ONCE} requests each, and what {@link PinnedReadAhead} has room for.
   */
  static final int UNDER_WAY_MAX = 64;

  /** Readers that are never idle are asked to do something in the background all the same. */
  private static final long BACKGROUND_MILLIS = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(ReaderTasks.class);

  private record Read(Supplier<ColdResult> reading, Consumer<ColdResult> then) {}

  /** Some reads for one reader. */
  private record Task(List<Read> reads, boolean isSmall) {}

  /** Something in the background that waits for an idle reader; equal to itself alone. */
  private static final class Turn {
    private final Runnable task;

    Turn(Runnable task) {
      this.task = task;
    }
  }

  private final EventLoop loop;
  private final Errands errands;
  private final FailureLog failures;
  private final Queue<Task> waiting = new ArrayDeque<>();

  /** As many as those who read in the background may have here, each some. */
  private final SequencedSet<Turn> turns = new LinkedHashSet<>();

  private List<Read> burst = new ArrayList<>();
  private int underWay;

  /** How long a small read took of late. */
  private long readNanos = TASK_NANOS_MIN;

  ReaderTasks(Executor readers, EventLoop loop) {
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
    begin(new Task(List.of(new Read(reading, then)), false));
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
      begin(new Task(reads.subList(from, Math.min(from + size, reads.size())), true));
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

  private void begin(Task task) {
    if (underWay >= UNDER_WAY_MAX) {
      waiting.add(task);
      return;
    }
    underWay++;
    errands.send(() -> read(task), this::ended, failure -> ended(failed(task, failure)));
  }

  /** Runs the task when a reader is idle, or at last all the same. */
  void whenIdle(Runnable task) {
    if (isIdle()) {
      task.run();
      return;
    }
    Turn turn = new Turn(task);
    turns.add(turn);
    loop.schedule(BACKGROUND_MILLIS, () -> run(turn));
  }

  private boolean isIdle() {
    return underWay < TASKS;
  }

  private void run(Turn turn) {
    if (turns.remove(turn)) {
      turn.task.run();
    }
  }

  private void ended(List<Runnable> answers) {
    underWay--;
    Task next = waiting.poll();
    if (next != null) {
      begin(next);
    }
    try {
      Tasks.runAll(answers); // they may ask for more, and come before what is in the background
    } finally {
      runTurns();
    }
  }

  private void runTurns() {
    if (isIdle() && burst.isEmpty()) {
      for (int i = 0; i < TASKS && !turns.isEmpty(); i++) {
        run(turns.getFirst());
      }
    }
  }

  /** On a reader's thread; returns the answers that are not on their way yet. */
  private List<Runnable> read(Task task) {
    List<Runnable> answers = new ArrayList<>(task.reads.size() + 1);
    long begun = loop.nanoTime();
    long bytes = 0;
    for (Read read : task.reads) {
      ColdResult result = result(read.reading);
      answers.add(() -> read.then.accept(result));
      bytes += AnswerSize.bytes(result);
      if (bytes > ANSWER_BYTES_MAX) {
        bringBack(answers);
        answers = new ArrayList<>();
        bytes = 0;
      }
    }
    if (task.isSmall) {
      long nanosPerRead = (loop.nanoTime() - begun) / task.reads.size();
      answers.add(() -> took(nanosPerRead));
    }
    return answers;
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

  /** What a task comes to that no reader takes. */
  private List<Runnable> failed(Task task, RuntimeException failed) {
    ColdResult result = failure(failed);
    return task.reads.stream().<Runnable>map(read -> () -> read.then.accept(result)).toList();
  }

  private ColdResult failure(RuntimeException failed) {
    failures.add(failed);
    return new ColdResult.Failed(String.valueOf(failed.getMessage()));
  }
}
