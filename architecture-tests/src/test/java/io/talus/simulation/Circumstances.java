package io.talus.simulation;

import io.talus.application.log.FsyncPolicy;
import io.talus.application.log.WriterLimits;
import java.util.random.RandomGenerator;

/**
 * What does not change while a simulation runs.
 *
 * @param clients how many clients there are
 * @param steps how many steps to take before everything is looked at for the last time
 * @param segmentBytes size of a segment of the log
 * @param residentBytes what resident keys may take
 * @param coldShare how many reads of the store need the disk
 * @param ballastBytes size of the ballast
 * @param replicated whether some slots wait for other nodes
 */
record Circumstances(
    FsyncPolicy fsync,
    int clients,
    int steps,
    long segmentBytes,
    WriterLimits limits,
    long residentBytes,
    double coldShare,
    long ballastBytes,
    boolean replicated) {
  static final int TABLES = 2;
  static final int TABLE_SLOTS = 4;

  /** Collections with more elements stay in the store. */
  static final int LARGE_ELEMENTS = 3;

  static final long BALLAST_BYTES = 8 * 1024;

  private static final int CLIENTS_MAX = 5;

  /** More than clients write while a node is away. */
  private static final long LAG_BYTES_MAX = 4 << 20;

  static Circumstances draw(RandomGenerator random, int steps) {
    FsyncPolicy[] policies = FsyncPolicy.values();
    return new Circumstances(
        policies[random.nextInt(policies.length)],
        1 + random.nextInt(CLIENTS_MAX),
        steps,
        512L << random.nextInt(6),
        limits(random),
        random.nextInt(3) == 0 ? Long.MAX_VALUE / 2 : 1L << (8 + random.nextInt(8)),
        random.nextInt(3) * 0.45,
        BALLAST_BYTES,
        random.nextBoolean());
  }

  /**
   * The same; but what waits for others mostly has so much room that no leader has to go on alone.
   */
  Circumstances withRoom(RandomGenerator random) {
    WriterLimits roomy =
        random.nextInt(4) == 0
            ? limits
            : new WriterLimits(
                limits.batchBytes(),
                limits.unflushedBytes(),
                limits.lagBytes(),
                limits.lagMillis(),
                LAG_BYTES_MAX);
    return new Circumstances(
        fsync,
        clients,
        steps,
        segmentBytes,
        roomy,
        residentBytes,
        coldShare,
        ballastBytes,
        replicated);
  }

  private static WriterLimits limits(RandomGenerator random) {
    long batchBytes = 64L << random.nextInt(10);
    long unflushedBytes = 1024L << random.nextInt(8);
    long lagBytes = 256L << random.nextInt(10);
    long lagMillis = 1L + random.nextInt(500);
    return new WriterLimits(batchBytes, unflushedBytes, lagBytes, lagMillis, 4 * lagBytes);
  }
}
