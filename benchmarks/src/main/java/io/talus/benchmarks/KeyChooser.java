package io.talus.benchmarks;

import java.util.SplittableRandom;

/** Says which of a number of keys the next request is for. Owned by one thread. */
interface KeyChooser {

  /** A number from 0 to one less than the number of keys. */
  int next();

  /** One after the other, from the start again after the last: for loading. */
  static KeyChooser sequential(int keys) {
    return new KeyChooser() {
      private int next;

      @Override
      public int next() {
        int key = next;
        next = key + 1 == keys ? 0 : key + 1;
        return key;
      }
    };
  }

  /** Every key as likely as any other. */
  static KeyChooser uniform(int keys, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return () -> random.nextInt(keys);
  }

  /** Each of the keys as likely as any other. */
  static KeyChooser among(int[] keys, long seed) {
    KeyChooser places = uniform(keys.length, seed);
    return () -> keys[places.next()];
  }
}
