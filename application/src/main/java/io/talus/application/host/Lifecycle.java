package io.talus.application.host;

/** Ends the process. Called on the shard's thread. */
public interface Lifecycle {
  /** Begins to stop: clients are closed, log and store brought to the same state. */
  void stop();
}
