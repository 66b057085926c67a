package io.talus.application.host;

/** What a node uses of its machine. Any thread; figures that are not known are 0. */
public interface NodeFigures {
  /** Bytes of Java's heap in use. */
  long heapBytes();

  /** What Java's heap may grow to, in bytes. */
  long heapBytesMax();

  /** Bytes of memory outside the heap that RocksDB and the network use. */
  long nativeBytes();

  /** Bytes of memory the process occupies. */
  long processBytes();

  /** Bytes of memory the machine has. */
  long systemBytes();

  /** The memory budget in bytes. */
  long budgetBytes();

  /** Bytes the resident tier uses. */
  long residentBytes();

  /** Bytes of the store on disk. */
  long storeBytes();

  /** Bytes of the log on disk. */
  long logBytes();

  /** Bytes of the log that the store has not applied. */
  long unappliedLogBytes();

  /** Keys of the resident tier given up for want of memory, since the start. */
  long evictedFromMemory();

  /** Bytes received from clients since the start. */
  long receivedBytes();

  /** Bytes sent to clients since the start. */
  long sentBytes();

  /** Seconds of CPU time of the process in the system. */
  double systemCpuSeconds();

  /** Seconds of CPU time of the process in itself. */
  double userCpuSeconds();
}
