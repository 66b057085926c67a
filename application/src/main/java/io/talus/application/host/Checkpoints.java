package io.talus.application.host;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Makes copies of the data that a node can be started from, on the same disk and without stopping
 * writes. One at a time.
 */
public interface Checkpoints {
  /**
   * Makes a copy at once.
   *
   * @param name of the folder, below the node's folder for copies
   * @return where it is
   * @throws io.talus.application.port.StoreException if it cannot be made
   */
  Path take(String name);

  /**
   * Makes a copy in the background; one of the consumers is called on the shard's thread when it is
   * done or has failed.
   */
  void takeInBackground(String name, Consumer<Path> done, Consumer<String> failed);
}
