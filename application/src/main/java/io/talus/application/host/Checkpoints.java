package io.talus.application.host;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Makes copies of the data that a node can be started from, on the same disk and without stopping
 * writes. One at a time.
 */
public interface Checkpoints {
  /**
   * Makes a copy of everything that is in the log, at once, and holds up the writer of the store
   * for so long.
   *
   * @param name of the folder, below the node's folder for copies
   * @return where it is
   * @throws io.talus.application.port.StoreException if it cannot be made
   */
  Path take(String name);

  /**
   * Makes a copy of what the store has, on a thread of its own, beside the writer of the store; one
   * of the consumers is called on the shard's thread when it is done or has failed.
   */
  void takeInBackground(String name, Consumer<Path> done, Consumer<String> failed);
}
