package io.talus.adapters.rocksdb.engine;

/**
 * What an operator can set.
 *
 * @param memoryBytes for cached blocks and unflushed writes together
 * @param backgroundJobs how many threads flush and compact
 * @param compactionBytesPerSecond the most that flushes and compactions write; 0 for no limit
 * @param statistics whether RocksDB counts what it does, at the cost of a few percent
 * @param answerBytesMax the most of Java's heap that one answer may take
 */
public record RocksDbOptions(
    long memoryBytes,
    int backgroundJobs,
    long compactionBytesPerSecond,
    boolean statistics,
    long answerBytesMax) {
  /** With less than this RocksDB would flush all the time. */
  public static final long MEMORY_BYTES_MIN = 8 << 20;

  /** One thread flushes, one compacts: what a machine of two cores can spare. */
  private static final int BACKGROUND_JOBS = 2;

  private static final long ANSWER_BYTES_MAX = 512L << 20;

  public RocksDbOptions {
    if (memoryBytes < MEMORY_BYTES_MIN) {
      throw new IllegalArgumentException(
          "memory of RocksDB: " + memoryBytes + " (expected: at least " + MEMORY_BYTES_MIN + ")");
    }
    if (backgroundJobs < 2) {
      throw new IllegalArgumentException(
          "background jobs: " + backgroundJobs + " (expected: at least 2)");
    }
    if (compactionBytesPerSecond < 0) {
      throw new IllegalArgumentException(
          "compaction rate: " + compactionBytesPerSecond + " (expected: 0 or more)");
    }
  }

  public static RocksDbOptions withMemory(long memoryBytes) {
    return new RocksDbOptions(memoryBytes, BACKGROUND_JOBS, 0, false, ANSWER_BYTES_MAX);
  }

  /** The same with another bound on answers. */
  public RocksDbOptions withAnswerBytesMax(long bytes) {
    return new RocksDbOptions(
        memoryBytes, backgroundJobs, compactionBytesPerSecond, statistics, bytes);
  }

  /**
   * The part of the memory in which writes gather before they are flushed: the rest of it is the
   * block cache. A quarter makes files big enough, and leaves most to reads.
   */
  long writeBufferBytes() {
    return memoryBytes / 4;
  }
}
