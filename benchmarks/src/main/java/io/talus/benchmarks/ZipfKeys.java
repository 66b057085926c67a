package io.talus.benchmarks;

import java.util.SplittableRandom;

/**
 * Chooses few keys often and many keys rarely: the key of rank r with a probability in proportion
 * to r^-0.99, as in the YCSB benchmark. The ranks are spread over the keys, so that the frequent
 * ones are no neighbours. Owned by one thread.
 *
 * <p>The method is that of Gray et al., "Quickly generating billion-record synthetic databases",
 * SIGMOD 1994.
 */
final class ZipfKeys implements KeyChooser {
  private static final double THETA = 0.99;

  /**
   * A prime beyond any number of keys: multiplying by it, modulo the number of keys, leaves no key
   * out.
   */
  private static final long SPREAD = 2_305_843_009L;

  private final int keys;
  private final SplittableRandom random;
  private final double zeta;
  private final double zetaOfTwo = 1 + Math.pow(0.5, THETA);
  private final double alpha = 1 / (1 - THETA);
  private final double eta;

  ZipfKeys(int keys, long seed) {
    this.keys = keys;
    this.random = new SplittableRandom(seed);
    this.zeta = zeta(keys);
    this.eta = (1 - Math.pow(2.0 / keys, 1 - THETA)) / (1 - zetaOfTwo / zeta);
  }

  @Override
  public int next() {
    return (int) (rank() * SPREAD % keys);
  }

  /** The rank of the next key, 0 for the most frequent. */
  long rank() {
    double uniform = random.nextDouble();
    double scaled = uniform * zeta;
    if (scaled < 1) {
      return 0;
    }
    if (scaled < zetaOfTwo) {
      return 1;
    }
    return Math.min(keys - 1L, (long) (keys * Math.pow(eta * uniform - eta + 1, alpha)));
  }

  private static double zeta(int keys) {
    double sum = 0;
    for (int rank = 1; rank <= keys; rank++) {
      sum += Math.pow(rank, -THETA);
    }
    return sum;
  }
}
