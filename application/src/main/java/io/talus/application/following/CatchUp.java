package io.talus.application.following;

import java.util.function.Consumer;

/** Lets the store come as far as the log. On the shard's thread. */
public interface CatchUp {
  /**
   * Runs one of the two, later: the first when the store has everything that is in the log at the
   * end of this tick, whatever is appended meanwhile; the second, with the reason, if it cannot.
   */
  void await(Runnable then, Consumer<String> failed);
}
